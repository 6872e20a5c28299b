import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, dropTables, flag, id, instant, json, nullable, ref, text } from './table';

/** Accounts, sessions, volunteers, consents. */
export class Volunteers1795000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'accounts',
      [
        id(),
        text('unionid', 64, nullable),
        text('mini_program_openid', 64, nullable),
        text('official_openid', 64, nullable),
        flag('following'),
        ref('volunteer_id', nullable),
        text('verified_phone', 200, nullable),
        instant('created_at'),
      ],
      {
        uniques: {
          uq_accounts_unionid: ['unionid'],
          uq_accounts_mini_program_openid: ['mini_program_openid'],
          uq_accounts_official_openid: ['official_openid'],
          uq_accounts_volunteer: ['volunteer_id'],
        },
      },
    );
    await createTable(
      runner,
      'sessions',
      [id(), text('token_hash', 44), ref('account_id'), instant('created_at'), instant('expires_at')],
      { uniques: { uq_sessions_token: ['token_hash'] }, indices: { ix_sessions_expiry: ['expires_at'] } },
    );
    await createTable(
      runner,
      'volunteers',
      [
        id(),
        text('number', 16),
        text('name', 64),
        text('document_type', 2),
        text('document_number', 200),
        text('document_index', 44, nullable),
        text('phone', 200),
        text('phone_index', 44, nullable),
        day('birth_day'),
        text('gender', 8),
        text('area_code', 6),
        json('service_categories'),
        json('profile'),
        text('source', 8),
        text('state', 20),
        text('state_reason', 200, nullable),
        text('guardian_name', 64, nullable),
        text('guardian_phone_index', 44, nullable),
        ref('guardian_account_id', nullable),
        instant('created_at'),
      ],
      {
        uniques: {
          uq_volunteers_number: ['number'],
          uq_volunteers_document: ['document_index'],
          uq_volunteers_phone: ['phone_index'],
        },
        indices: { ix_volunteers_area: ['area_code'] },
      },
    );
    await createTable(
      runner,
      'consents',
      [
        id(),
        ref('volunteer_id'),
        text('kind', 12),
        text('decision', 10),
        text('version', 32),
        text('channel', 16),
        ref('account_id'),
        instant('at'),
      ],
      { indices: { ix_consents_volunteer: ['volunteer_id', 'kind'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'accounts', 'sessions', 'volunteers', 'consents');
  }
}
