SELECT relname FROM pg_class;
UPDATE pg_stuff SET id = 2 WHERE id = 1;
