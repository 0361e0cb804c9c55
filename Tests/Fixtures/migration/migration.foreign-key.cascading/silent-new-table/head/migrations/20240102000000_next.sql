-- migrate:up
CREATE TABLE fresh (id int PRIMARY KEY, org_id int REFERENCES orgs (id) ON DELETE CASCADE);

-- migrate:down
DROP TABLE fresh;
