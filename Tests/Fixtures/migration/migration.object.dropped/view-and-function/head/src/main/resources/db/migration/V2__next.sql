DROP VIEW active_users;
DROP FUNCTION total(integer);
