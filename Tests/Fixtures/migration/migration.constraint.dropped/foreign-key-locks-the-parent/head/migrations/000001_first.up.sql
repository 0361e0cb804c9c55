CREATE TABLE plans (id int PRIMARY KEY);
CREATE TABLE users (id bigint PRIMARY KEY, plan_id int REFERENCES plans (id));
