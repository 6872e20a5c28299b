import { MoreThan } from 'typeorm';
import { followMergers } from '../organizations';
import type { Clock } from '../platform/clock';
import type { Tx } from '../platform/database';
import type { OutboxRelay } from '../platform/outbox';
import { Activity } from './activity.entity';
import type { ActivityService } from './activity.service';
import type { ActivityChanges } from './activity-changes';
import { PlanDraft } from './plan-draft.entity';
import { tellCancelled } from './series.dates';
import { ActivityTemplate } from './template.entity';

const REASON = '主办组织已注销';

/** What becomes of the activities of an organization that was merged into another or dissolved (R15). */
export function followOrganizations(
  relay: OutboxRelay,
  activities: ActivityService,
  changes: ActivityChanges,
  clock: Clock,
): void {
  followMergers(relay, 'activities.follow', [Activity, PlanDraft], async (tx, organizationId, intoId) => {
    // Whoever signed up to what is still ahead reads that somebody else runs it now.
    const ahead = await tx.manager.findBy(Activity, {
      organizationId,
      state: 'PUBLISHED',
      endsAt: MoreThan(clock.now()),
    });
    const item = { field: 'organizationId', from: organizationId, to: intoId };
    await changes.recordAll(tx, ahead, [item], { kind: 'HANDOVER', side: 'SYSTEM', actor: null });
    await bringTemplates(tx, organizationId, intoId);
  });

  // What has begun is finished; what has not is called off, which tells everybody who signed up (R24).
  relay.on('organization.dissolved', 'activities.call-off', async (tx, { organizationId }) => {
    await tx.manager.delete(PlanDraft, { organizationId });
    await tx.manager.delete(ActivityTemplate, { organizationId });
    const planned = await tx.manager.findBy(Activity, [
      { organizationId, state: 'PUBLISHED', startsAt: MoreThan(clock.now()) },
      { organizationId, state: 'PENDING' },
    ]);
    // Dates of one series together: who signed up to several hears of it once.
    const calledOff = new Map<string, Activity[]>();
    for (const activity of planned) {
      const { id, state } = activity;
      await activities.step(tx, state === 'PENDING' ? 'WITHDRAW' : 'CANCEL', id, { stateReason: REASON });
      if (state !== 'PUBLISHED') continue;
      const dates = calledOff.get(activity.seriesId ?? id) ?? [];
      calledOff.set(activity.seriesId ?? id, [...dates, activity]);
      await changes.record(tx, activity, [], { kind: 'CANCEL', side: 'SYSTEM', actor: null, reason: REASON });
    }
    for (const dates of calledOff.values()) tellCancelled(tx, dates);
  });
}

/** Names stay unique in the other organization: one that is taken there gets a number. */
async function bringTemplates({ manager }: Tx, organizationId: string, intoId: string): Promise<void> {
  const there = await manager.findBy(ActivityTemplate, { organizationId: intoId });
  const taken = new Set(there.map(({ name }) => name));
  for (const { id, name } of await manager.findBy(ActivityTemplate, { organizationId })) {
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name.slice(0, 45)} ${number}`;
    taken.add(free);
    await manager.update(ActivityTemplate, { id }, { organizationId: intoId, name: free });
  }
}
