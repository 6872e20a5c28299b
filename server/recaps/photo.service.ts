import { In } from 'typeorm';
import type { RegisteredActor } from '../platform/actor';
import type { Cache } from '../platform/cache/cache';
import { type Clock, DAY, shanghaiDay } from '../platform/clock';
import type { Reader, Tx } from '../platform/database';
import { ensure, limited, missing } from '../platform/fault';
import { type FileStore, reencodePhoto } from '../platform/files';
import { newId } from '../platform/ids';
import { Photo } from './photo.entity';

const PHOTOS_PER_DAY = 200;

/** Photos of organizers, kept apart from what uses them. */
export class PhotoService {
  constructor(
    private readonly files: FileStore,
    private readonly cache: Cache,
    private readonly clock: Clock,
  ) {}

  /** Re-encodes and stores the bytes; outside a transaction, because it takes a while. @returns the row to `add` */
  async prepare(actor: RegisteredActor, bytes: Buffer): Promise<Photo> {
    const now = this.clock.now();
    const { count } = await this.cache.increment(`photos:${actor.volunteerId}:${shanghaiDay(now)}`, DAY);
    ensure(
      count <= PHOTOS_PER_DAY,
      limited('too_many_photos', `每天最多上传 ${PHOTOS_PER_DAY} 张照片，请明天再传。`),
    );
    const { bytes: jpeg, width, height } = await reencodePhoto(bytes);
    const fileName = await this.files.put(jpeg, 'jpg');
    return { id: newId(), fileName, width, height, uploadedBy: actor.volunteerId, createdAt: now };
  }

  async add(tx: Tx, photo: Photo): Promise<void> {
    await tx.manager.insert(Photo, photo);
  }

  /** @returns in the given order. @throws Fault missing `photo_not_found` when one does not exist */
  async findPhotos(reader: Reader, ids: readonly string[]): Promise<Photo[]> {
    if (ids.length === 0) return [];
    const rows = await reader.manager.findBy(Photo, { id: In([...new Set(ids)]) });
    const byId = new Map(rows.map((photo) => [photo.id, photo]));
    return ids.map((id) => {
      const photo = byId.get(id);
      ensure(photo, missing('photo_not_found', '有一张照片没有上传成功，请重新上传后再保存。'));
      return photo;
    });
  }
}
