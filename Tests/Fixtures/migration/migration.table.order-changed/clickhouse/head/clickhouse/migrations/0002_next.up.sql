ALTER TABLE events ADD COLUMN part UInt8, MODIFY ORDER BY (id, part);
