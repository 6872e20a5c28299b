import { In } from 'typeorm';
import { Activity } from '../activities';
import { Organization } from '../organizations';
import { shanghaiDay } from '../platform/clock';
import type { Tx } from '../platform/database';
import type { EventName, Events, OutboxRelay } from '../platform/outbox';
import { Recap } from '../recaps';
import { ServiceRecord } from '../service-hours';
import { Volunteer } from '../volunteers';
import type { FiguresKeeper } from './figures.keeper';

const MARK = 'statistics.mark';

/** Marks the days whose figures something changed, to be counted again at the next refresh. */
export function markWhatChanges(relay: OutboxRelay, keeper: FiguresKeeper): void {
  const on = <N extends EventName>(
    names: readonly N[],
    daysOf: (tx: Tx, payload: Events[N]) => Promise<string[]>,
  ) => {
    for (const name of names) {
      relay.on(name, MARK, async (tx, payload) => keeper.markDays(tx, await daysOf(tx, payload)));
    }
  };

  on(
    [
      'volunteer.verified',
      'volunteer.claimed',
      'volunteer.suspended',
      'volunteer.resumed',
      'volunteer.consent-withdrawn',
      'volunteer.deregistering',
      'volunteer.erased',
      'volunteer.moved',
    ],
    async ({ manager }, { volunteerId }) => {
      const { createdAt } = await manager.findOneByOrFail(Volunteer, { id: volunteerId });
      return [shanghaiDay(createdAt)];
    },
  );
  on(
    ['organization.approved', 'organization.suspended', 'organization.resumed', 'organization.dissolved'],
    async ({ manager }, { organizationId }) => {
      const { createdAt } = await manager.findOneByOrFail(Organization, { id: organizationId });
      return [shanghaiDay(createdAt)];
    },
  );
  on(['organization.merged'], (tx, { organizationId, intoId }) => daysOfMerger(tx, [organizationId, intoId]));
  on(
    [
      'activity.published',
      'activity.withdrawn',
      'activity.rescheduled',
      'activity.cancelled',
      'activity.taken-down',
      'activity.closed',
      'close-out.corrected',
    ],
    async (tx, { activityId }) => daysOfActivity(tx, activityId),
  );
  on(['signup.attended', 'signup.cancelled'], async (tx, { activityId }) => daysOfActivity(tx, activityId));
  on(['recap.published', 'recap.taken-down'], async (tx, { recapId }) => {
    const { activityId } = await tx.manager.findOneByOrFail(Recap, { id: recapId });
    return daysOfActivity(tx, activityId);
  });
  on(
    [
      'service-record.effective',
      'service-record.questioned',
      'service-record.settled',
      'service-record.restored',
      'service-record.voided',
    ],
    async ({ manager }, { recordId }) => {
      const { day } = await manager.findOneByOrFail(ServiceRecord, { id: recordId });
      return [day];
    },
  );
}

/** Every day of both: whether their rows have moved already is not known here. */
async function daysOfMerger({ manager }: Tx, ids: string[]): Promise<string[]> {
  const own = { organizationId: In(ids) };
  const organizations = await manager.findBy(Organization, { id: In(ids) });
  const activities = await manager.find(Activity, {
    where: own,
    select: { startsAt: true, publishedAt: true },
  });
  const records: { day: string }[] = await manager
    .createQueryBuilder(ServiceRecord, 'record')
    .select('DISTINCT record.day', 'day')
    .where(own)
    .getRawMany();
  const instants = [
    ...organizations.map(({ createdAt }) => createdAt),
    ...activities.flatMap(({ startsAt, publishedAt }) => (publishedAt ? [startsAt, publishedAt] : [])),
  ];
  return [...instants.map(shanghaiDay), ...records.map(({ day }) => day)];
}

async function daysOfActivity({ manager }: Tx, id: string): Promise<string[]> {
  const { startsAt, publishedAt } = await manager.findOneByOrFail(Activity, { id });
  return [shanghaiDay(startsAt), ...(publishedAt ? [shanghaiDay(publishedAt)] : [])];
}
