CREATE TABLE events_new (id UInt64) ENGINE = MergeTree ORDER BY id;
EXCHANGE TABLES events AND events_new ON CLUSTER main;
DROP TABLE events_new;
EXCHANGE TABLES old_a AND old_b;
