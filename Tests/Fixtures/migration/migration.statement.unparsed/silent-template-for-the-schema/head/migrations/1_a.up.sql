create table {{ index .Options "Namespace" }}.users (id bigint, meta jsonb);
