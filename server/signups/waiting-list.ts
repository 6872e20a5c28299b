import { In, LessThanOrEqual } from 'typeorm';
import type { Policy } from '../../config/policy';
import { Activity, Post } from '../activities';
import { type Clock, MINUTE } from '../platform/clock';
import { lockRow, type Reader, type Tx } from '../platform/database';
import { SignUp } from './signup.entity';
import { offerEnd } from './signup.rules';
import type { SignUpWriter } from './signup.writer';

/** How many one transaction moves. */
const CHUNK = 200;

/**
 * People who wait for a place, in the order in which they asked (R31). Whoever frees a place offers it on in the same
 * transaction, so that nobody who comes later finds it first; what is not accepted in time goes to the next one.
 */
export class WaitingList {
  constructor(
    private readonly writer: SignUpWriter,
    private readonly policy: Pick<Policy, 'offerMinutes'>,
    private readonly clock: Clock,
  ) {}

  /** Offers free places of a post to those who wait longest. The caller has locked the activity. */
  async passOn(tx: Tx, activity: Pick<Activity, 'id' | 'state' | 'startsAt'>, postId: string): Promise<void> {
    const now = this.clock.now();
    if (activity.state !== 'PUBLISHED' || activity.startsAt <= now) return;
    // Read with locks: as things are now, whatever the transaction read before.
    const post = (await lockRow(tx, Post, postId))!;
    const free = post.places - post.takenPlaces;
    if (free <= 0 || post.waiting === 0) return;
    const queue = tx.manager
      .createQueryBuilder(SignUp, 'signUp')
      .where('signUp.postId = :postId AND signUp.state = :waiting', { postId, waiting: 'WAITLISTED' })
      .orderBy('signUp.queueNumber')
      .limit(Math.min(free, CHUNK));
    if (tx.manager.connection.options.type === 'mysql') queue.setLock('pessimistic_write');
    const next = await queue.getMany();
    const offerExpiresAt = offerEnd(now, this.policy.offerMinutes * MINUTE, activity);
    await this.writer.stepAll(tx, next, 'OFFERED', { offerExpiresAt });
    if (next.length === CHUNK) tx.emit('signups.partly-offered', { activityId: activity.id, postId });
  }

  /** Like `passOn` for who comes from outside and holds no lock. */
  async offerFree(tx: Tx, activityId: string, postId: string): Promise<void> {
    const activity = await lockRow(tx, Activity, activityId);
    if (activity) await this.passOn(tx, activity, postId);
  }

  /** @returns activities in which an offer ran out, or that began while people still waited or hoped */
  async listDue({ manager }: Reader): Promise<string[]> {
    const now = this.clock.now();
    const expired = await manager.find(SignUp, {
      where: { state: 'OFFERED', offerExpiresAt: LessThanOrEqual(now) },
      select: { id: true, activityId: true },
      take: CHUNK,
    });
    const hopeless = await manager
      .createQueryBuilder(SignUp, 'signUp')
      .innerJoin(Activity, 'activity', 'activity.id = signUp.activityId')
      .where('signUp.state IN (:...hoping) AND activity.startsAt <= :now', { hoping: HOPING, now })
      .select(['signUp.id', 'signUp.activityId'])
      .limit(CHUNK)
      .getMany();
    return [...new Set([...expired, ...hopeless].map(({ activityId }) => activityId))];
  }

  /** Ends what ran out in one activity and offers the places on. @returns whether more may be left */
  async expireDue(tx: Tx, activityId: string): Promise<boolean> {
    const activity = await lockRow(tx, Activity, activityId);
    if (!activity) return false;
    const now = this.clock.now();
    const begun = activity.startsAt <= now;
    const due = await tx.manager.find(SignUp, {
      where: [
        { activityId, state: 'OFFERED', offerExpiresAt: LessThanOrEqual(now) },
        ...(begun ? [{ activityId, state: In([...HOPING]) }] : []),
      ],
      order: { id: 'ASC' },
      take: CHUNK,
    });
    const expired = await this.writer.stepAll(tx, due, 'EXPIRED');
    for (const postId of new Set(expired.map((signUp) => signUp.postId)))
      await this.passOn(tx, activity, postId);
    return due.length === CHUNK;
  }

  /** @returns the place in the queue of somebody who waits, from 1; null when they do not */
  async position(reader: Reader, { state, postId, queueNumber }: SignUp): Promise<number | null> {
    if (state !== 'WAITLISTED' || queueNumber === null) return null;
    return reader.manager.countBy(SignUp, {
      postId,
      state: 'WAITLISTED',
      queueNumber: LessThanOrEqual(queueNumber),
    });
  }
}

const HOPING = ['APPLIED', 'WAITLISTED'] as const;
