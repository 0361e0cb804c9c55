CREATE TABLE flows (id char(36) PRIMARY KEY, context TEXT);
CREATE TABLE parts (id char(36) PRIMARY KEY);
