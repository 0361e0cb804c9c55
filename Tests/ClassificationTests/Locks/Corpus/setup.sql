-- The schema on which the statements of statements.txt are tried: the server runs it, and the analysis reads it as
-- the history of the base.
CREATE TABLE p(id bigint PRIMARY KEY, x int);
INSERT INTO p SELECT g, g FROM generate_series(1, 1000) g;
CREATE TABLE t(id bigint PRIMARY KEY, a int, b text, v varchar(10), n numeric(10,2), ts timestamp, tz timestamptz,
  pid bigint, nn int, i4 int NOT NULL, c char(5), ci cidr, vb varbit(4), iv interval(3), s serial);
INSERT INTO t SELECT g, g, 'x' || g, 'v', 1.5, now(), now(), 1 + g % 1000, g, g, 'abc', '10.0.0.0/8', B'101', '1 s'
  FROM generate_series(1, 3000) g;
CREATE INDEX t_a ON t(a);
CREATE INDEX t_v ON t(v);
CREATE UNIQUE INDEX t_nn_u ON t(nn);
CREATE UNIQUE INDEX t_i4_u ON t(i4);
ALTER TABLE t ADD CONSTRAINT t_ck_nv CHECK (a > 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT t_fk_nv FOREIGN KEY (pid) REFERENCES p(id) NOT VALID;
CREATE TABLE t2(id int, a int);
INSERT INTO t2 SELECT g, g FROM generate_series(1, 3000) g;
ALTER TABLE t2 ADD CONSTRAINT t2_a_nn CHECK (a IS NOT NULL);
CREATE TABLE pt(id int, k int) PARTITION BY RANGE (k);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (0) TO (100);
CREATE TABLE pt2(id int, k int);
INSERT INTO pt2 SELECT g, 150 FROM generate_series(1, 1000) g;
CREATE TABLE ptd PARTITION OF pt DEFAULT;
INSERT INTO pt SELECT g, 5 FROM generate_series(1, 100) g;
INSERT INTO pt SELECT g, 6000 FROM generate_series(1, 100) g;
CREATE TABLE pt3(id int, k int, CHECK (k IS NOT NULL AND k >= 200 AND k < 300));
INSERT INTO pt3 SELECT g, 250 FROM generate_series(1, 1000) g;
CREATE MATERIALIZED VIEW mv AS SELECT id, a FROM t;
CREATE UNIQUE INDEX mv_id ON mv(id);
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE te(id int, e e);
CREATE TABLE tt(id int);
INSERT INTO tt VALUES (1);
INSERT INTO te VALUES (1, 'a');
CREATE VIEW vw AS SELECT id FROM tt;
CREATE DOMAIN dm AS int;
CREATE TABLE td(d dm);
INSERT INTO td SELECT g FROM generate_series(1, 1000) g;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER trg BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();

CREATE TABLE accounts(
  id bigint PRIMARY KEY, email varchar(100) NOT NULL, name text, region char(2), balance numeric(12,2), meta json,
  opened timestamp, token uuid DEFAULT gen_random_uuid(), plan_id int, old_name text, quota int NOT NULL DEFAULT 0);
INSERT INTO accounts(id, email, name, region, balance, meta, opened, plan_id)
  SELECT g, 'a' || g, 'n' || g, 'de', g, '{}', now(), 1 FROM generate_series(1, 1000) g;
CREATE TABLE plans(id int PRIMARY KEY, label varchar(40) NOT NULL);
INSERT INTO plans VALUES (1, 'free');
INSERT INTO plans SELECT g, 'p' || g FROM generate_series(2, 100) g;
CREATE TABLE orders(
  id bigserial PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  code varchar(20) NOT NULL UNIQUE, amount numeric(10,2) NOT NULL DEFAULT 0 CHECK (amount >= 0), note text,
  placed timestamptz, qty smallint, flags bit(4), tags varchar(10)[], ref int, state varchar(10), sum8 numeric(8,2));
INSERT INTO orders(account_id, code, amount, note, placed, qty, flags, tags, ref, state)
  SELECT g, 'c' || g, g, 'n', now(), 1, B'1010', '{a}', 1, 'new' FROM generate_series(1, 1000) g;
CREATE INDEX orders_note ON orders (lower(note));
CREATE INDEX orders_placed ON orders (placed) WHERE qty > 0;
CREATE INDEX orders_account ON orders (account_id);
ALTER TABLE orders ADD CONSTRAINT orders_state_ck CHECK (state <> '');
CREATE TABLE items(
  order_id bigint REFERENCES orders ON DELETE SET NULL, label varchar(30), price real, seen time(0),
  CONSTRAINT items_label CHECK (label <> ''));
INSERT INTO items SELECT g, 'l' || g, 1, now()::time FROM generate_series(1, 1000) g;
CREATE UNLOGGED TABLE scratch(id int);
INSERT INTO scratch SELECT g FROM generate_series(1, 100) g;
CREATE SCHEMA app;
CREATE TABLE app.orgs(id int PRIMARY KEY, title text);
INSERT INTO app.orgs SELECT g, 'o' FROM generate_series(1, 100) g;
CREATE TABLE app.users(id int PRIMARY KEY, org_id int REFERENCES app.orgs(id), login text);
INSERT INTO app.users SELECT g, g, 'u' || g FROM generate_series(1, 100) g;
CREATE TABLE events(id bigint, at date NOT NULL, kind text) PARTITION BY RANGE (at);
CREATE TABLE events_2023 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO events SELECT g, '2024-03-01', 'k' FROM generate_series(1, 500) g;
INSERT INTO events SELECT g, '2023-03-01', 'k' FROM generate_series(1, 500) g;
CREATE TABLE regions(id int, name text) PARTITION BY LIST (name);
CREATE TABLE regions_eu PARTITION OF regions FOR VALUES IN ('de', 'fr');
CREATE TABLE regions_rest PARTITION OF regions DEFAULT;
INSERT INTO regions SELECT g, 'xx' FROM generate_series(1, 300) g;
INSERT INTO regions SELECT g, 'de' FROM generate_series(1, 300) g;
CREATE TABLE regions_us(id int, name text);
INSERT INTO regions_us SELECT g, 'us' FROM generate_series(1, 300) g;
ALTER TABLE regions_us ADD CONSTRAINT only_us CHECK (name IS NOT NULL AND name = 'us');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE contacts(id int, addr email, alt text);
INSERT INTO contacts SELECT g, 'a@b', 'a@b' FROM generate_series(1, 300) g;
CREATE TABLE base_log(id int, line text);
CREATE TABLE child_log(extra text) INHERITS (base_log);
INSERT INTO base_log SELECT g, 'x' FROM generate_series(1, 300) g;
INSERT INTO child_log SELECT g, 'x', 'y' FROM generate_series(1, 300) g;
CREATE TABLE "Audit Log"("Id" int, "userId" int NOT NULL, "when" timestamp(3));
INSERT INTO "Audit Log" SELECT g, g, now() FROM generate_series(1, 300) g;
CREATE TABLE moods(id int PRIMARY KEY, mood e, moved e NOT NULL DEFAULT 'a');
INSERT INTO moods SELECT g, 'a', 'b' FROM generate_series(1, 300) g;
CREATE TABLE flags(id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, on_ boolean, ip inet, doc xml, o oid, w bit varying);
INSERT INTO flags(on_, ip, o) SELECT true, '::1', 1 FROM generate_series(1, 300) g;
CREATE TABLE pairs(a int, b int, UNIQUE (a, b));
INSERT INTO pairs SELECT g, g FROM generate_series(1, 300) g;
CREATE UNIQUE INDEX pairs_b ON pairs(b);
CREATE RULE keep AS ON DELETE TO scratch DO INSTEAD NOTHING;
CREATE POLICY mine ON accounts USING (true);
CREATE STATISTICS pair_stats ON a, b FROM pairs;
CREATE TABLESPACE other LOCATION '';
