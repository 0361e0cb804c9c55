CREATE TABLE IF NOT EXISTS events ON CLUSTER default (id String, at DateTime64(3) DEFAULT now() CODEC(Delta), kind LowCardinality(Nullable(String)), INDEX i kind TYPE minmax GRANULARITY 4) ENGINE = MergeTree ORDER BY (id, at) SETTINGS index_granularity = 8192;
ALTER TABLE events ON CLUSTER default ADD COLUMN IF NOT EXISTS a String MATERIALIZED upper(id) SETTINGS alter_sync = 2;
ALTER TABLE events DROP COLUMN a SETTINGS mutations_sync = 2;
ALTER TABLE events MODIFY TTL at + INTERVAL 1 DAY;
DROP TABLE events ON CLUSTER default SYNC;
