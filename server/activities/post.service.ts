import { In } from 'typeorm';
import { insertRows, lockRow, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { Activity } from './activity.entity';
import type { PostForm } from './post.dto';
import { Post } from './post.entity';

const postNotFound = missing('post_not_found', '没有找到这个岗位，请返回活动页重新选择。');

/** How the counts of a post move with its sign-ups. */
export interface CountChange {
  /** places that become held, negative when they are given back */
  taken: number;
  /** people who begin to wait, negative when they stop */
  waiting: number;
  /** numbers of the waiting list that were given out */
  queued?: number;
}

/** Posts of activities and their places (R31). An activity's totals move in the same transaction as its posts. */
export class PostService {
  /** Writes the posts of a plan anew. Only while nobody can have signed up. */
  async replace(tx: Tx, activityId: string, forms: readonly PostForm[]): Promise<void> {
    await tx.manager.delete(Post, { activityId });
    const rows = forms.map(
      (form, position): Post => ({
        id: newId(),
        activityId,
        position,
        title: form.title,
        requirement: form.requirement ?? null,
        places: form.places,
        takenPlaces: 0,
        waiting: 0,
        lastQueueNumber: 0,
        minAge: form.minAge ?? null,
        maxAge: form.maxAge ?? null,
        membersOnly: form.membersOnly ?? false,
      }),
    );
    await insertRows(tx.manager, Post, rows);
  }

  /** Gives new activities the posts of another, with all places free. */
  async copy(tx: Tx, activityId: string, copies: readonly string[]): Promise<void> {
    const posts = (await this.listPosts(tx, [activityId])).get(activityId)!;
    const free = { takenPlaces: 0, waiting: 0, lastQueueNumber: 0 };
    const rows = copies.flatMap((copy) =>
      posts.map((post): Post => ({ ...post, ...free, id: newId(), activityId: copy })),
    );
    await insertRows(tx.manager, Post, rows);
  }

  /** @returns the posts of activities in their order, by activity */
  async listPosts(reader: Reader, activityIds: readonly string[]): Promise<Map<string, Post[]>> {
    const posts = new Map<string, Post[]>(activityIds.map((id) => [id, []]));
    if (posts.size === 0) return posts;
    const rows = await reader.manager.find(Post, {
      where: { activityId: In([...posts.keys()]) },
      order: { position: 'ASC' },
    });
    for (const row of rows) posts.get(row.activityId)!.push(row);
    return posts;
  }

  /** @throws Fault missing `post_not_found` */
  async findPost(reader: Reader, id: string): Promise<Post> {
    const post = await reader.manager.findOneBy(Post, { id });
    ensure(post, postNotFound);
    return post;
  }

  /**
   * Moves the counts of a post and of its activity. Whether places may be taken is decided by the database in the
   * statement that takes them: there are enough, and the activity is published.
   *
   * @returns false when there are fewer left or the activity is not published; the transaction must then be given up
   */
  async count({ manager }: Tx, post: Pick<Post, 'id' | 'activityId'>, change: CountChange): Promise<boolean> {
    const { taken, waiting, queued = 0 } = change;
    const moved = {
      takenPlaces: () => `taken_places + ${Math.trunc(taken)}`,
      waiting: () => `waiting + ${Math.trunc(waiting)}`,
    };
    const ofActivity = manager
      .createQueryBuilder()
      .update(Activity)
      .set({ ...moved, signedUp: true })
      .where('id = :id', { id: post.activityId });
    if (taken > 0)
      ofActivity.andWhere('state = :published AND taken_places + :taken <= places', {
        published: 'PUBLISHED',
        taken,
      });
    if ((await ofActivity.execute()).affected !== 1) return false;
    const ofPost = manager
      .createQueryBuilder()
      .update(Post)
      .set({ ...moved, ...(queued > 0 ? { lastQueueNumber: () => `last_queue_number + ${queued}` } : {}) })
      .where('id = :id', { id: post.id });
    if (taken > 0) ofPost.andWhere('taken_places + :taken <= places', { taken });
    return (await ofPost.execute()).affected === 1;
  }

  /**
   * Changes how many places a post of a published activity has. The lock on the activity comes first, as with every
   * sign-up, so nobody takes a place meanwhile.
   *
   * @throws Fault conflict `places_taken` when more are held already
   */
  async resize(
    tx: Tx,
    post: Pick<Post, 'id' | 'activityId'>,
    places: number,
  ): Promise<{ before: Post; after: Post }> {
    await lockRow(tx, Activity, post.activityId);
    const before = await lockRow(tx, Post, post.id);
    ensure(before, postNotFound);
    ensure(
      before.takenPlaces <= places,
      conflict('places_taken', `已有 ${before.takenPlaces} 人占用名额，人数不能再少。可以先和他们沟通。`),
    );
    await tx.manager.update(Post, { id: post.id }, { places });
    await tx.manager.increment(Activity, { id: post.activityId }, 'places', places - before.places);
    tx.emit('activity.places-changed', { activityId: post.activityId, postId: post.id });
    return { before, after: { ...before, places } };
  }
}
