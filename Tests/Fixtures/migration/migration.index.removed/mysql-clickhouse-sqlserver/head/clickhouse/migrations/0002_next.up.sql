ALTER TABLE events DROP INDEX by_name;
