ALTER TABLE "users" ADD COLUMN "city" text;
--> statement-breakpoint
DROP TABLE "sessions" CASCADE;