ALTER TABLE users DROP CONSTRAINT users_plan_id_fkey;
