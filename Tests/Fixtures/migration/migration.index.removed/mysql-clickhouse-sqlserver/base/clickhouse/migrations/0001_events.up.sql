CREATE TABLE events (id UInt64, day Date, name String, kind Enum8('a' = 1)) ENGINE = MergeTree PARTITION BY day ORDER BY id;
