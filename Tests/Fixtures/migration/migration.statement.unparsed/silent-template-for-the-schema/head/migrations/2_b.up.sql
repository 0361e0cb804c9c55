alter table {{ index .Options "Namespace" }}.users add column if not exists name text default '{}';
