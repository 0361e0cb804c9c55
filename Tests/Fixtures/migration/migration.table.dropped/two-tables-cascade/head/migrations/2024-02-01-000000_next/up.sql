DROP TABLE IF EXISTS users, Billing."Audit Log" CASCADE;
