CREATE TABLE tokens (id uuid DEFAULT gen_random_uuid());
