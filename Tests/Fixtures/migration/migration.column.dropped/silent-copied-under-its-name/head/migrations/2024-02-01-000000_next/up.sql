ALTER TABLE logs ADD COLUMN role_temp text;
UPDATE logs SET role_temp = role::text;
ALTER TABLE logs DROP COLUMN role;
ALTER TABLE logs RENAME COLUMN role_temp TO role;
