DO $$ BEGIN TRUNCATE users; END $$;
