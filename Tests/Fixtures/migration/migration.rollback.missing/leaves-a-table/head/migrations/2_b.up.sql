CREATE TABLE teams (id int);
CREATE TABLE members (id int);
