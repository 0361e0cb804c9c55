ALTER TABLE events ALTER COLUMN id TYPE numeric;
ALTER TABLE events ALTER COLUMN kind SET NOT NULL;
ALTER TABLE events ADD COLUMN z uuid DEFAULT gen_random_uuid();
ALTER TABLE events ADD COLUMN n bigserial;
