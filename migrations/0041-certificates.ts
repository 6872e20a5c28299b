import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, day, dropTables, id, instant, int, nullable, ref, text } from './table';

/** Certificates, what is on them, their numbers, and batches of them. */
export class Certificates1795000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'certificates',
      [
        id(),
        text('number', 24),
        int('year'),
        int('sequence'),
        text('verify_token', 43),
        text('open_key', 80, nullable),
        ref('volunteer_id'),
        ref('organization_id'),
        text('issuer_name', 100),
        text('holder_name', 100),
        text('holder_number', 16),
        text('holder_document', 40),
        day('from_day'),
        day('to_day'),
        int('minutes'),
        int('services'),
        text('state', 10),
        text('state_reason', 200, nullable),
        instant('issued_at'),
        ref('batch_id', nullable),
        instant('ended_at', nullable),
        ref('ended_by', nullable),
        ref('superseded_by', nullable),
      ],
      {
        uniques: {
          uq_certificates_number: ['number'],
          uq_certificates_sequence: ['year', 'sequence'],
          uq_certificates_token: ['verify_token'],
          uq_certificates_open: ['open_key'],
        },
        indices: {
          ix_certificates_volunteer: ['volunteer_id', 'state'],
          ix_certificates_organization: ['organization_id', 'state'],
        },
      },
    );
    await createTable(
      runner,
      'certificate_items',
      [id(), ref('certificate_id'), ref('record_id'), text('title', 200), day('day'), int('minutes')],
      {
        indices: {
          ix_certificate_items_certificate: ['certificate_id'],
          ix_certificate_items_record: ['record_id'],
        },
      },
    );
    await createTable(runner, 'certificate_counters', [id(), int('last')]);
    await createTable(
      runner,
      'certificate_batches',
      [
        id(),
        ref('organization_id'),
        ref('open_key', nullable),
        day('from_day'),
        day('to_day'),
        text('state', 8),
        int('total'),
        int('done'),
        ref('cursor', nullable),
        ref('requested_by'),
        instant('created_at'),
        instant('finished_at', nullable),
      ],
      {
        uniques: { uq_certificate_batches_open: ['open_key'] },
        indices: {
          ix_certificate_batches_organization: ['organization_id'],
          ix_certificate_batches_state: ['state'],
        },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'certificates',
      'certificate_items',
      'certificate_counters',
      'certificate_batches',
    );
  }
}
