CREATE TABLE dbo.orders (id int PRIMARY KEY, a int);
GO
CREATE INDEX by_a ON dbo.orders (a);
GO
