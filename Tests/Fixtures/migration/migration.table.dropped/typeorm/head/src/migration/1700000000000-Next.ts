import { MigrationInterface, QueryRunner, TableColumn } from 'typeorm';

export class Next1700000000000 implements MigrationInterface {
  name = 'Next1700000000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "users"`);
    await queryRunner.addColumn('orders', new TableColumn({ name: 'code', type: 'varchar', isNullable: false }));
    await queryRunner.dropColumn('orders', 'note');
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "orders"`);
  }
}
