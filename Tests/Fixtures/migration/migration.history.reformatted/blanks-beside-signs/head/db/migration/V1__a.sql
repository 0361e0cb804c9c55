CREATE TABLE votes (
  id int PRIMARY KEY,
  code VARCHAR (32),
  score int
);
CREATE VIEW down AS SELECT CASE WHEN score = -1 THEN 1 ELSE score - 1 END AS d FROM votes;
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT count(*) FROM votes WHERE score = -1);
END;
$$;
