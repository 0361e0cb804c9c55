CREATE TABLE fresh (id UInt64, n UInt8) ENGINE = MergeTree ORDER BY id;
ALTER TABLE fresh MODIFY ORDER BY (id, n);
