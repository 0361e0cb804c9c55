CREATE TABLE orders (
  id bigint,
  user_id bigint NOT NULL REFERENCES users (id),
  total numeric(10,2) CHECK (total >= 0)
);
ALTER TABLE orders ADD PRIMARY KEY (id);
CREATE UNIQUE INDEX orders_no ON orders (id, user_id);
CREATE INDEX orders_user ON orders (user_id);
ALTER TABLE ONLY public.orders ALTER COLUMN total SET NOT NULL;
ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0);
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
