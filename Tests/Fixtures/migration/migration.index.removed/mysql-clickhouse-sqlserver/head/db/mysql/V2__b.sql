ALTER TABLE orders DROP INDEX by_day;
ALTER TABLE orders DROP INDEX by_code;
