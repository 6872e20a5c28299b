import { attendanceStep, type CheckIn } from '../../../miniprogram/api/attendance';
import { serviceRecord, summaryOf } from '../../../miniprogram/api/hours';
import { membership } from '../../../miniprogram/api/memberships';
import { mySignUp, type SignUpState } from '../../../miniprogram/api/signups';
import { distanceMetres, metresText } from '../../../miniprogram/core/position';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-23T04:00:00Z');
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString();

describe('my sign-up', () => {
  const row = {
    id: '1',
    activityId: 'a',
    state: 'CONFIRMED' as SignUpState,
    postTitle: '志愿者',
    offerExpiresAt: null as string | null,
    stateReason: null as string | null,
    createdAt: at(-100),
    title: '科学实验进社区',
    startsAt: at(72),
    endsAt: at(74),
    place: '望京',
    activityState: 'PUBLISHED',
    penaltyFree: false,
    depositFen: null,
  };

  test.each<[string, Partial<typeof row>, object]>([
    ['days ahead', {}, { stateName: '已报名', checkable: true, cancellable: true, near: false }],
    ['going on', { startsAt: at(-1), endsAt: at(1) }, { checkable: true, cancellable: false, near: true }],
    [
      'over',
      { startsAt: at(-3), endsAt: at(-1) },
      { stateName: '没有签退记录', checkable: false, cancellable: false },
    ],
    ['waiting', { state: 'WAITLISTED' }, { stateName: '候补中', checkable: false, cancellable: true }],
    [
      'offered a place',
      { state: 'OFFERED', offerExpiresAt: at(2) },
      { stateName: '等您确认', nextStep: expect.stringContaining('14:00'), cancellable: false },
    ],
    ['changed since', { penaltyFree: true }, { stateName: '有变动', cancellable: true }],
    ['attended', { state: 'ATTENDED' }, { stateName: '已参加', checkable: false, cancellable: false }],
    [
      'cancelled by me',
      { state: 'CANCELLED', stateReason: '临时有事' },
      { nextStep: '原因：临时有事', cancellable: false },
    ],
    [
      'cancelled with the activity',
      { state: 'CANCELLED', activityState: 'CANCELLED' },
      { stateName: '活动已取消' },
    ],
  ])('%s', (_, changes, expected) => {
    expect(mySignUp({ ...row, ...changes }, NOW)).toMatchObject(expected);
  });
});

describe('what can be done at the place', () => {
  const last = (state: CheckIn['state']): CheckIn => ({ id: 'c', state, sentence: `the server on ${state}` });
  const during = { state: 'PUBLISHED', phase: 'in_progress' as const };
  const after = { state: 'PUBLISHED', phase: 'ended' as const };

  test.each([
    ['before', { ...during, phase: 'recruiting' as const }, null, 'in', false],
    ['during', during, null, 'in', false],
    ['checked in', during, last('OPEN'), 'out', false],
    ['still checked in after the end', after, last('OPEN'), 'out', false],
    ['checked out, and it goes on', during, last('CLOSED'), 'done', true],
    ['checked out at the end', after, last('CLOSED'), 'done', false],
    ['forgot to check out yesterday', during, last('AUTO_CLOSED'), 'in', false],
    ['over without me', after, null, 'done', false],
    ['cancelled', { ...during, state: 'CANCELLED' }, last('VOID'), 'done', false],
  ])('%s', (_, activity, checkIn, kind, again) => {
    const step = attendanceStep(activity, checkIn);
    expect(step).toMatchObject({ kind, again });
    if (checkIn) expect(step.sentence).toBe(checkIn.sentence);
  });

  test('the distance is the great circle, in words', () => {
    // Tiananmen to the Bird's Nest
    const metres = distanceMetres(
      { latitude: 39.9087, longitude: 116.3975 },
      { latitude: 39.9929, longitude: 116.3966 },
    );
    expect(metres).toBeGreaterThan(9_300);
    expect(metres).toBeLessThan(9_420);
    expect([metresText(320), metresText(12_430)]).toEqual(['320 米', '12.4 公里']);
  });
});

describe('my hours', () => {
  const record = (source: 'CHECKED_IN' | 'ENTERED', state: Parameters<typeof serviceRecord>[0]['state']) =>
    serviceRecord({
      id: 'r',
      activityId: 'a',
      activityTitle: '天文夜',
      startAt: '2026-11-23T11:00:00Z',
      endAt: '2026-11-23T12:30:00Z',
      hours: '1.50',
      content: '',
      source,
      state,
      sentence: 'the server’s',
    });
  const stages = (...[source, state]: Parameters<typeof record>) =>
    record(source, state)
      .stages.map(({ name, progress }) => `${name}:${progress}`)
      .join(' ');

  test('every stage that is behind, now and ahead', () => {
    expect(stages('CHECKED_IN', 'IN_PUBLICITY')).toBe('签退:done 公示:now 计入:later');
    expect(stages('ENTERED', 'PENDING')).toBe('登记:done 审核:now 公示:later 计入:later');
    expect(stages('CHECKED_IN', 'DISPUTED')).toBe('签退:done 公示:now 计入:later');
    expect(stages('CHECKED_IN', 'EFFECTIVE')).toBe('签退:done 公示:done 计入:done');
    expect(stages('ENTERED', 'REJECTED')).toBe('');
  });

  test('the next star, and none after the fifth', () => {
    const base = {
      minutes: 7_500,
      hours: '125.00',
      starLevel: 1,
      asOf: '2026-11-23T04:00:00Z',
      records: { items: [], next: null },
    };
    const summary = summaryOf({ ...base, nextStar: { level: 2, hours: 300, minutesLeft: 10_500 } });
    expect(summary).toMatchObject({ nextText: '再服务 175 小时，成为二星志愿者', percent: 41 });
    expect(summary.stars.map(({ earned }) => earned)).toEqual([true, false, false, false, false]);
    expect(summaryOf({ ...base, nextStar: null }).percent).toBe(100);
  });
});

test('an organization that I administer says so; one that refused me says why', () => {
  const row = {
    id: 'm',
    organizationId: 'o',
    organizationName: '服务队',
    role: 'ADMIN' as const,
    state: 'ACTIVE' as const,
    stateReason: null,
    appliedAt: '2026-11-01T04:00:00Z',
    joinedAt: '2026-11-02T04:00:00Z',
    endedAt: null,
  };
  expect(membership(row).stateName).toBe('管理员');
  const refused = {
    ...row,
    state: 'REJECTED' as const,
    stateReason: '只招本街道居民',
    endedAt: '2026-11-03T04:00:00Z',
  };
  expect(membership(refused)).toMatchObject({
    stateName: '未通过',
    note: expect.stringContaining('只招本街道居民'),
  });
});
