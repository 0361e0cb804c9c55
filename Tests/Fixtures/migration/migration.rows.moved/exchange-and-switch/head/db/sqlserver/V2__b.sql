ALTER TABLE dbo.orders SWITCH PARTITION 2 TO dbo.archive;
GO
