import { MoreThan } from 'typeorm';
import type { Clock } from '../platform/clock';
import type { OutboxRelay } from '../platform/outbox';
import { Activity } from './activity.entity';
import type { ActivityService } from './activity.service';

const REASON = '主办组织已注销';

/** What becomes of the activities of an organization that was merged into another or dissolved (R15). */
export function followOrganizations(relay: OutboxRelay, activities: ActivityService, clock: Clock): void {
  relay.on('organization.merged', 'activities.follow', async (tx, { organizationId, intoId }) => {
    await tx.manager.update(Activity, { organizationId }, { organizationId: intoId });
  });

  // What has begun is finished; what has not is called off, which tells everybody who signed up (R24).
  relay.on('organization.dissolved', 'activities.call-off', async (tx, { organizationId }) => {
    const planned = await tx.manager.findBy(Activity, [
      { organizationId, state: 'PUBLISHED', startsAt: MoreThan(clock.now()) },
      { organizationId, state: 'PENDING' },
    ]);
    for (const { id, state } of planned) {
      await activities.step(tx, state === 'PENDING' ? 'WITHDRAW' : 'CANCEL', id, { stateReason: REASON });
      if (state === 'PUBLISHED') tx.emit('activity.cancelled', { activityId: id });
    }
  });
}
