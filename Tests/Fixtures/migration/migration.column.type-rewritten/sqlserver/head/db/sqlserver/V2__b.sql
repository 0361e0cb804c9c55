ALTER TABLE dbo.orders ALTER COLUMN n bigint NOT NULL
GO
ALTER TABLE dbo.orders ALTER COLUMN code nvarchar(40) NULL
GO
ALTER TABLE dbo.orders ALTER COLUMN code nvarchar(40) NOT NULL
GO
ALTER TABLE dbo.orders ALTER COLUMN code nvarchar(10) NOT NULL
GO
