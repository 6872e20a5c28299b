import type { Activity } from '../activities';
import { MINUTE, shanghaiDay } from '../platform/clock';
import { conflict, ensure, invalid } from '../platform/fault';
import { checkInOpensAt, checkInPhase, momentText } from './check-in.rules';
import { minutesOf, type Span } from './minutes.rules';

type Held = Pick<Activity, 'state' | 'startsAt' | 'endsAt'>;

/** @throws Fault conflict `activity_not_held` */
export function ensureTakesPlace({ state }: Pick<Held, 'state'>): void {
  ensure(
    state === 'PUBLISHED' || state === 'CLOSED',
    conflict('activity_not_held', '这个活动没有在开展，不能签到。请查看活动通知，或联系活动负责人。'),
  );
}

/**
 * @param lateMinutes for how long after the end a scan made before it may still arrive
 * @throws Fault conflict `activity_not_held` | `too_early` | `activity_ended`
 */
export function ensureOpenForCheckIn(
  activity: Held,
  now: Date,
  opensMinutesBefore: number,
  lateMinutes = 0,
): void {
  ensureTakesPlace(activity);
  const endsAt = new Date(activity.endsAt.getTime() + lateMinutes * MINUTE);
  const phase = checkInPhase({ ...activity, endsAt }, now, opensMinutesBefore);
  const opensAt = momentText(checkInOpensAt(activity, opensMinutesBefore));
  ensure(phase !== 'too_early', conflict('too_early', `还没有到签到时间，${opensAt} 开始签到。`));
  ensure(
    phase === 'open',
    conflict('activity_ended', '活动已经结束，不能再签到。如果您参加了活动，请联系活动负责人登记。'),
  );
}

/**
 * R36 for entries by hand: a real span of one day, over already, inside the activity's times.
 *
 * @param name said with it, where a list is checked
 * @throws Fault with the field of the form: invalid `empty_span` | `in_future` | `outside_activity` | `crosses_days`
 */
export function ensureServed(span: Span, activity: Held, now: Date, name = ''): void {
  const whose = name ? `${name}：` : '';
  ensure(
    minutesOf(span) > 0,
    invalid('empty_span', `${whose}结束时间要晚于开始时间，至少一分钟。`, { field: 'endAt' }),
  );
  ensure(
    span.endAt <= now,
    invalid('in_future', `${whose}不能登记还没有发生的时长，请在服务结束后登记。`, { field: 'endAt' }),
  );
  ensure(
    span.startAt >= activity.startsAt && span.endAt <= activity.endsAt,
    invalid(
      'outside_activity',
      `${whose}登记的时间要在活动时间之内：${momentText(activity.startsAt)} 至 ${momentText(activity.endsAt)}。`,
      { field: span.startAt < activity.startsAt ? 'startAt' : 'endAt' },
    ),
  );
  ensure(
    // A span that ends at midnight ends on the day before.
    shanghaiDay(span.startAt) === shanghaiDay(new Date(span.endAt.getTime() - 1)),
    invalid('crosses_days', `${whose}一条记录不能跨天，请按天分开登记。`, { field: 'endAt' }),
  );
}
