import type { Reader } from '../platform/database';
import { Organization } from './organization.entity';
import type { ScopeFragment } from './rights.service';

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
  'past-activities',
  'legacy-claims',
] as const;
export type Queue = (typeof QUEUES)[number];

type Awaiting = new () => { organizationId: string };

/** Modules above say what of theirs waits for a unit; the unit's first page counts it all. */
export class UnitQueues {
  private readonly counts = new Map<Queue, (reader: Reader, scope: ScopeFragment) => Promise<number>>();

  /** @param waiting condition on `item`, e.g. `item.state = 'PENDING'` */
  add(queue: Queue, entity: Awaiting, waiting: string): void {
    this.counts.set(queue, ({ manager }, { where, parameters }) =>
      manager
        .createQueryBuilder(entity, 'item')
        .innerJoin(Organization, 'organization', 'organization.id = item.organizationId')
        .where(where, parameters)
        .andWhere(waiting)
        .getCount(),
    );
  }

  /** @param scope over the alias `organization` */
  async countAll(reader: Reader, scope: ScopeFragment): Promise<{ queue: Queue; waiting: number }[]> {
    const entries = [...this.counts].map(async ([queue, count]) => ({
      queue,
      waiting: await count(reader, scope),
    }));
    const organizations = await reader.manager
      .createQueryBuilder(Organization, 'organization')
      .where("organization.kind = 'ORGANIZATION' AND organization.state = 'PENDING'")
      .andWhere(scope.where, scope.parameters)
      .getCount();
    return [{ queue: 'organizations', waiting: organizations }, ...(await Promise.all(entries))];
  }
}
