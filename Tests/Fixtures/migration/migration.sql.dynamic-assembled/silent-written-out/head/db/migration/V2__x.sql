DO $$ BEGIN
  EXECUTE 'ANALYZE users';
  EXECUTE format('ALTER TABLE %I ADD CHECK (email <> %L)', 'users', '');
END $$;
