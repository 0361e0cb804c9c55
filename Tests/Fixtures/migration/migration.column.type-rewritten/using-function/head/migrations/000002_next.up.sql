ALTER TABLE accounts ALTER COLUMN data TYPE jsonb USING to_jsonb(data);
