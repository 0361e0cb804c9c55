ALTER TABLE logs ADD COLUMN role_temp text;
UPDATE logs SET role_temp = 'none';
ALTER TABLE logs DROP COLUMN role;
ALTER TABLE logs RENAME COLUMN role_temp TO role;
