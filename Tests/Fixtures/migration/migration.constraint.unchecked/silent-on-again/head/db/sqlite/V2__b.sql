PRAGMA foreign_keys=OFF;
UPDATE notes SET user_id = 7 WHERE id = 1;
PRAGMA foreign_keys=ON;
