-- Asks the server, for one statement, the cheapest ALGORITHM and the weakest LOCK that it takes. A statement that is refused
-- changes nothing; after one that was taken its table is made anew.
CREATE DATABASE work;
USE work;
CREATE TABLE setup (step INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), statement TEXT);
DELIMITER //
-- Makes a table anew, or all of them.
CREATE PROCEDURE renew(wanted TEXT)
BEGIN
DECLARE checks INT DEFAULT @@foreign_key_checks;
SET foreign_key_checks = 0;
IF wanted = 't' THEN DROP TABLE IF EXISTS t9; END IF;
IF wanted <> '' THEN EXECUTE IMMEDIATE CONCAT('DROP TABLE IF EXISTS ', wanted); END IF;
FOR item IN (SELECT statement FROM setup WHERE wanted IN ('', name) ORDER BY step) DO
  EXECUTE IMMEDIATE item.statement;
END FOR;
SET foreign_key_checks = checks;
END//
-- Whether the server takes the statement: 0, or the number of its error.
CREATE PROCEDURE attempt(statement TEXT, clause TEXT, OUT error INT)
BEGIN
DECLARE EXIT HANDLER FOR SQLEXCEPTION GET DIAGNOSTICS CONDITION 1 error = MYSQL_ERRNO;
SET error = 0;
IF statement LIKE 'ALTER%' THEN
  EXECUTE IMMEDIATE REGEXP_REPLACE(statement, '^(ALTER TABLE [a-z0-9]+) ', CONCAT('\\1 ', clause, ', '));
ELSE
  EXECUTE IMMEDIATE CONCAT(statement, ' ', clause);
END IF;
END//
CREATE PROCEDURE observe(name TEXT, wanted TEXT, statement TEXT)
BEGIN
DECLARE shown TEXT DEFAULT '';
DECLARE error INT DEFAULT -1;
FOR item IN (SELECT 'INSTANT' AS word UNION ALL SELECT 'NOCOPY' UNION ALL SELECT 'INPLACE' UNION ALL SELECT 'COPY') DO
  IF error <> 0 THEN
    CALL attempt(statement, CONCAT('ALGORITHM=', item.word), error);
    IF error = 0 THEN SET shown = item.word; END IF;
    IF error NOT IN (0, 1845, 1846) THEN SET shown = CONCAT('error ', error); END IF;
  END IF;
END FOR;
IF error = 0 THEN CALL renew(wanted); END IF;
SET error = -1;
FOR item IN (SELECT 'NONE' AS word UNION ALL SELECT 'SHARED' UNION ALL SELECT 'EXCLUSIVE') DO
  IF error <> 0 THEN
    CALL attempt(statement, CONCAT('LOCK=', item.word), error);
    IF error = 0 THEN SET shown = CONCAT(shown, ' ', item.word); END IF;
  END IF;
END FOR;
IF error = 0 THEN CALL renew(wanted); END IF;
SELECT CONCAT('SHOWN ', name, ' | ', shown);
END//
DELIMITER ;
