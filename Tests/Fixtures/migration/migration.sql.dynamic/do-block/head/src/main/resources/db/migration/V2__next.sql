DO $$
BEGIN
  PERFORM tidy_up();
END $$;
