DO $$
DECLARE
  missing bigint;
BEGIN
  SELECT count(*) INTO missing FROM logs WHERE role = '';
  IF missing > 0 THEN
    RAISE EXCEPTION '% rows have no role', missing;
  END IF;
END $$;
