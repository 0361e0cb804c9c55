DO $$ BEGIN EXECUTE 'DR' || 'OP TAB' || 'LE users'; END $$;
