DO $$ BEGIN PERFORM truncated_at(); END $$;
