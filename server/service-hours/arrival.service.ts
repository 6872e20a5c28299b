import type { Activity, ActivityService } from '../activities';
import type { OrganizationService, RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import { type Clock, shanghaiDay } from '../platform/clock';
import { type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, limited, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import { SignUp } from '../signups';
import { type Arrival, absenceKey, arrivalOf, isRefusedExcuse } from './arrival.rules';
import { CheckIn } from './check-in.entity';
import { ServiceAppeal } from './service-appeal.entity';
import { ServiceRecord } from './service-record.entity';
import { ServiceReminder } from './service-reminder.entity';

interface Needs {
  activities: ActivityService;
  organizations: OrganizationService;
  rights: RightsService;
  clock: Clock;
}

export interface ArrivalItem extends Arrival {
  checkIn: CheckIn | null;
  record: ServiceRecord | null;
  signUpId: string | null;
}

export interface Arrivals {
  activity: Activity;
  organizationName: string;
  /** the unit whose officers decide; null when nobody is appointed yet */
  unitName: string | null;
  /** newest first; at least one */
  items: ArrivalItem[];
  /** whether the volunteer has reminded today already */
  reminded: boolean;
}

/** “为什么还没到账”: for one activity, everything of one volunteer and where it stands. */
export class ArrivalService {
  constructor(private readonly needs: Needs) {}

  /** @throws Fault missing `activity_not_found` | `signup_not_found` */
  async find(reader: Reader, actor: Actor, activityId: string): Promise<Arrivals> {
    const { activities, organizations, rights, clock } = this.needs;
    const now = clock.now();
    const activity = await activities.findActivity(reader, activityId);
    const mine = { activityId, volunteerId: actor.volunteerId ?? '' };
    const newest = { order: { id: 'DESC' as const } };
    const signUp = await reader.manager.findOne(SignUp, { where: mine, ...newest });
    const checkIns = await reader.manager.find(CheckIn, { where: mine, ...newest, take: MOST });
    const records = await reader.manager.find(ServiceRecord, { where: mine, ...newest, take: MOST });
    ensure(
      signUp || records.length > 0,
      missing('signup_not_found', '您没有报名这个活动。可以在“我的报名”里查看参加过的活动。'),
    );
    const appeals = await reader.manager.find(ServiceAppeal, { where: mine, ...newest });
    const known = { activity, signUp, now };
    const explain = (checkIn: CheckIn | null, record: ServiceRecord | null): ArrivalItem => {
      const ownKey = signUp && absenceKey(signUp);
      const key = record ? `${record.id}:${record.stateSince.getTime()}` : (checkIn?.id ?? ownKey);
      const appeal = appeals.find(({ subjectKey }) => subjectKey === key) ?? null;
      return {
        ...arrivalOf({ ...known, checkIn, record, appeal }),
        checkIn,
        record,
        signUpId: signUp?.id ?? null,
      };
    };
    const recorded = new Set(records.map(({ checkInId }) => checkInId));
    const items = [
      ...records.map((record) => explain(null, record)),
      ...(signUp && isRefusedExcuse(signUp) ? [explain(null, null)] : []),
      ...checkIns.filter(({ id }) => !recorded.has(id)).map((checkIn) => explain(checkIn, null)),
    ];
    const organization = await organizations.findOrganization(reader, activity.organizationId);
    const { unit } = await rights.nearestOfficers(reader, organization);
    return {
      activity,
      organizationName: organization.name,
      unitName: unit?.name ?? null,
      items: items.length > 0 ? items : [explain(null, null)],
      reminded: await reader.manager.existsBy(ServiceReminder, { ...mine, day: shanghaiDay(now) }),
    };
  }

  /**
   * Asks whoever must act to act, once a day for one activity.
   *
   * @throws Fault conflict `nothing_to_remind` | limited `reminded_today`
   */
  async remind(tx: Tx, actor: Actor, activityId: string): Promise<void> {
    const { items } = await this.find(tx, actor, activityId);
    const waiting = items.map(({ waitsFor }) => waitsFor);
    const waitsFor = (['ORGANIZATION', 'UNIT'] as const).find((who) => waiting.includes(who));
    ensure(waitsFor, conflict('nothing_to_remind', '现在不需要别人处理，不用提醒。请看每条记录的说明。'));
    const now = this.needs.clock.now();
    const volunteerId = actor.volunteerId!;
    await refusingDuplicates(
      tx,
      {
        uq_service_reminders_day: limited(
          'reminded_today',
          '今天已经提醒过了，请给对方一点时间，明天可以再提醒。',
        ),
      },
      () =>
        tx.manager.insert(ServiceReminder, {
          id: newId(),
          activityId,
          volunteerId,
          day: shanghaiDay(now),
          createdAt: now,
        }),
    );
    tx.emit('service-hours.reminded', { activityId, volunteerId, waitsFor });
  }
}

/** Check-ins and records of one person in one activity that are explained: a month of days and more. */
const MOST = 50;
