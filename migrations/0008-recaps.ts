import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  dropTables,
  flag,
  id,
  instant,
  int,
  json,
  longText,
  nullable,
  ref,
  text,
} from './table';

/** Photos and recaps. */
export class Recaps1795000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'photos',
      [id(), text('file_name', 48), int('width'), int('height'), ref('uploaded_by'), instant('created_at')],
      { indices: { ix_photos_uploader: ['uploaded_by'] } },
    );
    await createTable(
      runner,
      'recaps',
      [
        id(),
        ref('activity_id'),
        ref('organization_id'),
        ref('author_id'),
        ref('open_key', nullable),
        longText('text'),
        json('photos'),
        flag('photo_consent'),
        int('people_served'),
        text('state', 12),
        text('state_reason', 200, nullable),
        text('text_verdict', 8, nullable),
        instant('submitted_at', nullable),
        instant('published_at', nullable),
        int('views'),
        int('shares'),
        instant('created_at'),
      ],
      {
        uniques: { uq_recaps_open: ['open_key'] },
        indices: {
          ix_recaps_state: ['state', 'published_at'],
          ix_recaps_organization: ['organization_id', 'state'],
        },
      },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'photos', 'recaps');
  }
}
