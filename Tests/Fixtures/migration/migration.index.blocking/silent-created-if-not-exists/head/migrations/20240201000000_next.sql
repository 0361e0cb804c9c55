CREATE TABLE IF NOT EXISTS orders (id bigint);
CREATE INDEX IF NOT EXISTS orders_id ON orders (id);
