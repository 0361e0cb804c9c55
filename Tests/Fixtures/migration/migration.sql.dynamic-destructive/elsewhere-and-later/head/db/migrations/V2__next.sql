SELECT dblink_exec('host=other', 'DROP TABLE users');
SELECT cron.schedule('nightly', '0 3 * * *', 'TRUNCATE users');
