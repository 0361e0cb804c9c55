PRAGMA foreign_keys=OFF;
DROP TABLE users;
PRAGMA foreign_keys=ON;
