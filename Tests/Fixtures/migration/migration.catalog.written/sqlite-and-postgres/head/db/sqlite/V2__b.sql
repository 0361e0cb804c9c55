PRAGMA writable_schema=ON;
UPDATE sqlite_schema SET sql = 'x' WHERE name = 'users';
PRAGMA writable_schema=OFF;
