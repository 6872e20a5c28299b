import type { Reader } from '../platform/database';
import { Organization } from './organization.entity';
import type { RightsService } from './rights.service';

/** What waits for the officers of a unit; named as the pages that work it off. */
export const QUEUES = [
  'organizations',
  'changes',
  'activities',
  'recaps',
  'hours',
  'objections',
  'appeals',
  'absences',
  'demands',
  'past-activities',
  'legacy-claims',
] as const;
export type Queue = (typeof QUEUES)[number];

type Awaiting = new () => { organizationId: string };

type Count = (reader: Reader, units: readonly Organization[]) => Promise<number>;

/** Modules above say what of theirs waits for a unit; the unit's first page counts it all. */
export class UnitQueues {
  private readonly counts = new Map<Queue, Count>();

  constructor(private readonly rights: RightsService) {}

  /** @param waiting condition on `item`, e.g. `item.state = 'PENDING'` */
  add(queue: Queue, entity: Awaiting, waiting: string): void {
    this.addCount(queue, ({ manager }, units) => {
      const { where, parameters } = this.rights.inScope('organization', units);
      return manager
        .createQueryBuilder(entity, 'item')
        .innerJoin(Organization, 'organization', 'organization.id = item.organizationId')
        .where(where, parameters)
        .andWhere(waiting)
        .getCount();
    });
  }

  /** For what waits by something else than its organization. */
  addCount(queue: Queue, count: Count): void {
    this.counts.set(queue, count);
  }

  async countAll(
    reader: Reader,
    units: readonly Organization[],
  ): Promise<{ queue: Queue; waiting: number }[]> {
    const entries = [...this.counts].map(async ([queue, count]) => ({
      queue,
      waiting: await count(reader, units),
    }));
    const { where, parameters } = this.rights.inScope('organization', units);
    const organizations = await reader.manager
      .createQueryBuilder(Organization, 'organization')
      .where("organization.kind = 'ORGANIZATION' AND organization.state = 'PENDING'")
      .andWhere(where, parameters)
      .getCount();
    return [{ queue: 'organizations', waiting: organizations }, ...(await Promise.all(entries))];
  }
}
