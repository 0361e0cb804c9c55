ALTER TABLE flows ADD COLUMN nid char(36);
