SET NOCOUNT ON
CREATE NONCLUSTERED INDEX [by_code] ON [dbo].[orders] ([code] ASC) INCLUDE ([n]) WHERE ([code] IS NOT NULL)
CREATE INDEX by_n ON dbo.orders (n) WITH (ONLINE = ON)
IF NOT EXISTS (SELECT * FROM sys.indexes WHERE name = 'by_both')
BEGIN
  CREATE INDEX by_both ON dbo.orders (n, code)
END
GO
ALTER INDEX ALL ON dbo.orders REBUILD WITH (ONLINE = ON)
GO
