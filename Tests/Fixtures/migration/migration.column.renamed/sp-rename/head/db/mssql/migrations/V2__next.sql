EXEC sp_rename 'dbo.users.name', 'title', 'COLUMN';
GO
EXEC sp_rename 'users', 'people';
GO
