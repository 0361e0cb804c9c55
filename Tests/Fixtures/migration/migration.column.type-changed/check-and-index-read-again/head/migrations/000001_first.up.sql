CREATE TABLE users (id bigint PRIMARY KEY, label varchar(20) CHECK (label <> ''), note text);
CREATE INDEX users_note ON users (lower(note));
