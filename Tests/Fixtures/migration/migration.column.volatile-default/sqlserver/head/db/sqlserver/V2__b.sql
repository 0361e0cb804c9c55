ALTER TABLE dbo.orders ADD a uniqueidentifier NOT NULL CONSTRAINT df_a DEFAULT NEWID()
GO
ALTER TABLE dbo.orders ADD b uniqueidentifier NULL DEFAULT NEWID() WITH VALUES
GO
ALTER TABLE dbo.orders ADD c uniqueidentifier NULL DEFAULT NEWID()
GO
ALTER TABLE dbo.orders ADD d datetime NOT NULL DEFAULT getdate()
GO
ALTER TABLE dbo.orders ADD e AS (n + 1) PERSISTED
GO
