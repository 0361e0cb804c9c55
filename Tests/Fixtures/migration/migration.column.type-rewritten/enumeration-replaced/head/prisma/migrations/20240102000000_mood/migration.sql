CREATE TYPE "Mood" AS ENUM ('sad', 'ok');
ALTER TABLE users ADD COLUMN mood "Mood";
