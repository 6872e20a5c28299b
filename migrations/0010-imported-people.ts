import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';
import { createTable, dropTables, id, instant, json, nullable, ref, text } from './table';

const VOLUNTEER_COLUMNS = [text('legacy_number', 40, nullable), text('claim_phone_index', 44, nullable)];
const SESSION_COLUMNS = [text('channel', 16, { default: "'MINI_PROGRAM'" }), text('device', 60, nullable)];
const INDICES = { ix_volunteers_legacy: 'legacy_number', ix_volunteers_claim_phone: 'claim_phone_index' };

/** People who were brought in and have not come themselves yet, their claims, and what a session was opened on. */
export class ImportedPeople1795000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumns(
      'volunteers',
      VOLUNTEER_COLUMNS.map((column) => new TableColumn(column)),
    );
    for (const [name, column] of Object.entries(INDICES)) {
      await runner.createIndex('volunteers', new TableIndex({ name, columnNames: [column] }));
    }
    await runner.addColumns(
      'sessions',
      SESSION_COLUMNS.map((column) => new TableColumn(column)),
    );
    await runner.createIndex(
      'sessions',
      new TableIndex({ name: 'ix_sessions_account', columnNames: ['account_id'] }),
    );
    await createTable(
      runner,
      'claim_requests',
      [
        id(),
        ref('account_id'),
        text('name', 64),
        text('document_type', 2),
        text('document_number', 200, nullable),
        text('document_index', 44),
        text('phone', 200, nullable),
        text('phone_index', 44),
        text('remark', 200, nullable),
        json('consents'),
        text('agreement_version', 32),
        text('guardian_name', 64, nullable),
        text('guardian_phone_index', 44, nullable),
        text('birth_day', 10),
        text('gender', 8),
        text('state', 10),
        ref('open_key', nullable),
        text('reason', 200, nullable),
        ref('volunteer_id', nullable),
        ref('decided_by', nullable),
        instant('decided_at', nullable),
        instant('created_at'),
      ],
      {
        uniques: { uq_claim_requests_open: ['open_key'] },
        indices: { ix_claim_requests_account: ['account_id'], ix_claim_requests_state: ['state'] },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'claim_requests');
    await runner.dropIndex('sessions', 'ix_sessions_account');
    await runner.dropColumns(
      'sessions',
      SESSION_COLUMNS.map(({ name }) => name),
    );
    for (const name of Object.keys(INDICES)) await runner.dropIndex('volunteers', name);
    await runner.dropColumns(
      'volunteers',
      VOLUNTEER_COLUMNS.map(({ name }) => name),
    );
  }
}
