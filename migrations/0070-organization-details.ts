import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnFor, int, nullable, text } from './table';

const TABLE = 'organizations';
const COLUMNS = [
  text('address', 120, nullable),
  text('founded_on', 10, nullable),
  text('credit_code', 18, nullable),
  int('headcount', nullable),
  text('principal_phone', 200, nullable),
  text('remark', 200, nullable),
];

/** What the form of the notice (附件1) asks about an organization. */
export class OrganizationDetails1795000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.addColumn(TABLE, columnFor(runner, column));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of [...COLUMNS].reverse()) await runner.dropColumn(TABLE, name);
  }
}
