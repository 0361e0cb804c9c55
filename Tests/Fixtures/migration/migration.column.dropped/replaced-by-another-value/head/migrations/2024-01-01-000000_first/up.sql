CREATE TABLE logs (id bigint PRIMARY KEY, role text NOT NULL);
