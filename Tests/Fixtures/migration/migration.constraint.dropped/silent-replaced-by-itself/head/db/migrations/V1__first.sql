CREATE TABLE items (id bigint PRIMARY KEY);
CREATE UNIQUE INDEX items_anew ON items (id);
