-- The schema on which the statements of statements.txt are tried: the server runs it, and the analysis reads it as the
-- history of the base.
CREATE TABLE p (id bigint NOT NULL AUTO_INCREMENT, x int, PRIMARY KEY (id)) ENGINE=InnoDB;
CREATE TABLE t (id bigint NOT NULL AUTO_INCREMENT, a int, b int NOT NULL, u int unsigned, ti tinyint, v varchar(10),
  w varchar(60), x varchar(100), y varchar(64), c char(5), bi varbinary(50), n decimal(10,2), f float, d datetime,
  d6 datetime(6), ts timestamp NULL, txt text, mt mediumtext, js json, e enum('a','b'), st set('a','b'),
  df int DEFAULT 5, k int, l varchar(20) NOT NULL DEFAULT 'x', mi mediumint, PRIMARY KEY (id), KEY t_a (a),
  KEY t_kl (k, l), UNIQUE KEY t_v (v), KEY t_w (w)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE o (id bigint NOT NULL, pid bigint, b int NOT NULL, k int, PRIMARY KEY (id), KEY o_pid (pid),
  CONSTRAINT o_ck CHECK (b > 0), CONSTRAINT o_fk FOREIGN KEY (pid) REFERENCES p (id)) ENGINE=InnoDB;
CREATE TABLE gen (id bigint NOT NULL, a int, g int GENERATED ALWAYS AS (a + 1) STORED,
  vg int GENERATED ALWAYS AS (a + 2) VIRTUAL, z int, PRIMARY KEY (id)) ENGINE=InnoDB;
CREATE TABLE gs (id bigint NOT NULL, a int, g int GENERATED ALWAYS AS (a + 1) STORED, z int, PRIMARY KEY (id)) ENGINE=InnoDB;
CREATE TABLE gv (id bigint NOT NULL, a int, g int GENERATED ALWAYS AS (a + 1) VIRTUAL, z int, PRIMARY KEY (id)) ENGINE=InnoDB;
CREATE TABLE ft (id bigint NOT NULL AUTO_INCREMENT, body text, title varchar(50), PRIMARY KEY (id), FULLTEXT KEY ft_body (body)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE nopk (a int, b int NOT NULL, g geometry NOT NULL) ENGINE=InnoDB;
CREATE TABLE m (id int NOT NULL, a int, PRIMARY KEY (id)) ENGINE=MyISAM;
CREATE TABLE ln (id int NOT NULL, v varchar(50), w varchar(200), c char(5), PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=latin1;
CREATE TABLE rp (id int NOT NULL, k int NOT NULL, PRIMARY KEY (id, k)) ENGINE=InnoDB
  PARTITION BY RANGE (k) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));
INSERT INTO p VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO t (id, a, b, v, e, k, c, w, df) VALUES (1, 1, 1, 'x', 'a', 1, 'c', 'w', 1), (2, 2, 2, 'y', 'a', 2, 'd', 'w', 2);
INSERT INTO o VALUES (1, 1, 1, 1), (2, 2, 2, 2);
INSERT INTO gen (id, a, z) VALUES (1, 1, 1), (2, 2, 2);
INSERT INTO ft VALUES (1, 'text', 't');
INSERT INTO nopk VALUES (1, 1, ST_GeomFromText('POINT(1 1)')), (2, 2, ST_GeomFromText('POINT(1 2)'));
INSERT INTO m VALUES (1, 1);
INSERT INTO ln VALUES (1, 'v', 'w', 'c');
INSERT INTO rp VALUES (1, 1), (2, 12);
INSERT INTO gs (id, a, z) VALUES (1, 1, 1);
INSERT INTO gv (id, a, z) VALUES (1, 1, 1);
