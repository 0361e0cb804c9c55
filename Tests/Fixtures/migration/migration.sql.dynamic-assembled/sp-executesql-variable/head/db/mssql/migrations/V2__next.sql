EXEC sp_executesql @text;
GO
