DO $$ BEGIN EXECUTE format('%s TABLE %I', 'DR' || 'OP', 'users'); END $$;
