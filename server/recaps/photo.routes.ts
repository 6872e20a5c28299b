import { MINUTE } from '../platform/clock';
import type { Database } from '../platform/database';
import type { Api } from '../platform/http';
import { readUpload } from '../platform/http';
import type { PhotoService } from './photo.service';
import { PhotoView, photoView } from './recap.view';

const LIMITS = { maxBytes: 10 * 1024 * 1024, timeoutMs: MINUTE };

export function photoRoutes(
  api: Api,
  { database, photos }: { database: Database; photos: PhotoService },
): void {
  api.organizer.post(
    '/photos',
    { summary: '上传照片（multipart，一张，10 MB 以内）', returns: PhotoView, status: 201 },
    async ({ actor, ctx }) => {
      const photo = await photos.prepare(actor, await readUpload(ctx, LIMITS));
      await database.transaction((tx) => photos.add(tx, photo));
      return photoView(photo);
    },
  );
}
