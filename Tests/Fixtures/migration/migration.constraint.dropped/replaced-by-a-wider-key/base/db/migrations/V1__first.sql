CREATE TABLE items (id bigint PRIMARY KEY, valid_from timestamptz NOT NULL);
CREATE UNIQUE INDEX items_by_time ON items (id, valid_from);
