DECLARE @x int
UPDATE dbo.orders SET code = CASE WHEN n = 1 THEN 'a' ELSE 'b' END
DELETE FROM dbo.orders WHERE id = 1
IF OBJECT_ID('dbo.orders') IS NOT NULL
BEGIN
  ALTER TABLE dbo.orders DROP COLUMN code
  DROP TABLE dbo.orders
END
ELSE
  PRINT 'none'
GRANT SELECT, UPDATE, EXECUTE ON dbo.other TO someone
DBCC CHECKIDENT ('dbo.other', RESEED, 1)
DISABLE TRIGGER ALL ON dbo.other
