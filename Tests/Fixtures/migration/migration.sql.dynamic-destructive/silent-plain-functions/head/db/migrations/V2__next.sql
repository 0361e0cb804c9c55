SELECT schedule('nightly', 'drop table talk');
SELECT lower('DROP TABLE users');
