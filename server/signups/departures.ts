import { IsNull, Not } from 'typeorm';
import type { ActivityService } from '../activities';
import { fullTimeText } from '../platform/chinese-time';
import type { Tx } from '../platform/database';
import type { Parts } from '../platform/parts';
import type { VolunteerService } from '../volunteers';
import { SignUp } from './signup.entity';
import { TRANSITIONS } from './signup.rules';
import type { SignUpService } from './signup.service';
import { STATE_NAMES } from './signup.words';

interface Needs {
  volunteers: VolunteerService;
  activities: ActivityService;
  signUps: SignUpService;
}

/** The places of somebody who leaves, is suspended or lost the guardian's consent are free again at once (R61); what they signed up for is theirs to read. */
export function attendToDepartures({ relay, clock, ownData }: Parts, needs: Needs): void {
  const { volunteers, activities, signUps } = needs;

  const freePlaces =
    (reason: string) =>
    async (tx: Tx, { volunteerId }: { volunteerId: string }) => {
      const { state } = await volunteers.findVolunteer(tx, volunteerId);
      // Whoever came back meanwhile keeps their places.
      if (state === 'VERIFIED') return;
      const open = await tx.manager.findBy(SignUp, { volunteerId, openKey: Not(IsNull()) });
      const found = await activities.findActivities(
        tx,
        open.map(({ activityId }) => activityId),
      );
      const ahead = open.filter(({ activityId }) => found.get(activityId)!.startsAt > clock.now());
      for (const signUp of ahead) {
        if (TRANSITIONS.CANCELLED.includes(signUp.state)) await signUps.cancel(tx, signUp, reason);
      }
    };
  relay.on('volunteer.deregistering', 'signups.free-places', freePlaces('账号注销'));
  relay.on('volunteer.suspended', 'signups.free-places', freePlaces('账号已停用'));
  relay.on('volunteer.consent-withdrawn', 'signups.free-places', freePlaces('监护人撤回了同意'));

  // What they wrote to the organizers goes with them.
  relay.on('volunteer.erased', 'signups.forget-remarks', async (tx, { volunteerId }) => {
    await tx.manager.update(SignUp, { volunteerId }, { remark: null, excuse: null });
  });

  ownData.section({
    title: '活动报名',
    columns: ['活动', '活动时间', '状态', '报名时间', '取消或未通过的原因'],
    rows: async (reader, volunteerId, take) => {
      const rows = await reader.manager.find(SignUp, { where: { volunteerId }, order: { id: 'DESC' }, take });
      const found = await activities.findActivities(
        reader,
        rows.map(({ activityId }) => activityId),
      );
      return rows.map(({ activityId, state, createdAt, stateReason }) => {
        const activity = found.get(activityId);
        return [
          activity?.title ?? '',
          activity ? fullTimeText(activity.startsAt) : null,
          STATE_NAMES[state],
          fullTimeText(createdAt),
          stateReason,
        ];
      });
    },
  });
}
