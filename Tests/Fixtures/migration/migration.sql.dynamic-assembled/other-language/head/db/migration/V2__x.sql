DO LANGUAGE plpython3u $$ plpy.execute(chr(68) + 'ROP') $$;
