ALTER TABLE logs ADD COLUMN version text NOT NULL;
CREATE UNIQUE INDEX logs_version ON logs (version);
