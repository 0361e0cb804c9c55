-- AlterTable
ALTER TABLE "Account" DROP COLUMN "lastName",
DROP COLUMN Nick;
