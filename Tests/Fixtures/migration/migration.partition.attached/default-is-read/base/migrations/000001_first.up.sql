CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE events_2023 (id bigint, at date NOT NULL, CHECK (at >= '2023-01-01' AND at < '2024-01-01'));
