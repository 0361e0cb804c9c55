MERGE INTO users u USING keep k ON u.id = k.id WHEN MATCHED AND u.gone THEN DELETE;
MERGE INTO users u USING keep k ON u.id = k.id WHEN MATCHED THEN DELETE;
