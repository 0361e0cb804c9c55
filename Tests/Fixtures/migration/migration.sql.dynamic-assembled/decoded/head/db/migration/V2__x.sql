DO $x$ BEGIN EXECUTE convert_from(decode('RFJPUA==', 'base64'), 'utf8'); END $x$;
