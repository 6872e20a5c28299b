import type { Actor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import { insertRows, type Reader, type Tx } from '../platform/database';
import { newId } from '../platform/ids';
import type { Activity } from './activity.entity';
import {
  ActivityChange,
  type ChangedField,
  type ChangeKind,
  type ChangeSide,
} from './activity-change.entity';

interface Happened {
  kind: ChangeKind;
  side: ChangeSide;
  actor: Actor | null;
  reason?: string | null;
}

/** @param changes of the plan. @returns those of its fields that differ from what the activity had */
export function changedFields(before: Activity, changes: Partial<Activity>): ChangedField[] {
  return Object.entries(changes).flatMap(([field, to]) => {
    const from = before[field as keyof Activity];
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [{ field, from: plain(from), to: plain(to) }];
  });
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** The record of what was changed after publication (R24): who, when, from what to what, and why. */
export class ActivityChanges {
  constructor(private readonly clock: Clock) {}

  /** Adds to the record of an activity that was published before; others have none. @returns its id */
  async record(tx: Tx, before: Activity, items: ChangedField[], happened: Happened): Promise<string | null> {
    if (before.publishedAt === null) return null;
    const [change] = await this.recordAll(tx, [before], items, happened);
    return change!.id;
  }

  /** The same happened to several. */
  async recordAll(
    tx: Tx,
    activities: readonly Pick<Activity, 'id'>[],
    items: ChangedField[],
    { kind, side, actor, reason = null }: Happened,
  ): Promise<ActivityChange[]> {
    const at = this.clock.now();
    const rows = activities.map(
      ({ id: activityId }): ActivityChange => ({
        id: newId(),
        activityId,
        kind,
        side,
        actorId: actor?.volunteerId ?? null,
        items,
        reason,
        at,
      }),
    );
    await insertRows(tx.manager, ActivityChange, rows);
    return rows;
  }

  /** @returns the latest changes, newest first */
  listLatest(reader: Reader, activityId: string, most: number): Promise<ActivityChange[]> {
    return reader.manager.find(ActivityChange, { where: { activityId }, order: { id: 'DESC' }, take: most });
  }
}
