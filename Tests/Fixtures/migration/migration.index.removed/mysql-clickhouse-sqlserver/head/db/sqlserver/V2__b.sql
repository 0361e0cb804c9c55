DROP INDEX by_a ON dbo.orders;
GO
ALTER INDEX by_b ON dbo.orders DISABLE;
GO
