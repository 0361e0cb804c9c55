ALTER TABLE flows MODIFY nid char(36);
ALTER TABLE parts ADD COLUMN tmp int;
