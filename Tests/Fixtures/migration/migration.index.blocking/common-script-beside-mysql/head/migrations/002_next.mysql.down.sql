DROP INDEX sessions_identity ON sessions;
