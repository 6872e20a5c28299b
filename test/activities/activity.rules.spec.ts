import type { ActivityState } from '../../server/activities';
import { ACTIVITY_STATES } from '../../server/activities/activity.entity';
import { type ActivityStep, faultOfVerdict, TRANSITIONS } from '../../server/activities/activity.rules';
import { faultOfDeposit, faultOfPlan, faultOfPublication } from '../../server/activities/activity-form.rules';
import { phaseOf, recruitmentReasons } from '../../server/activities/recruitment.rules';
import { approval } from '../support/activity';

const at = (hours: number) => new Date(Date.parse('2026-06-15T00:00:00+08:00') + hours * 3_600_000);

describe('the way of an activity', () => {
  it.each<[ActivityStep, ActivityState[]]>([
    ['EDIT', ['DRAFT', 'RETURNED']],
    ['SUBMIT', ['DRAFT', 'RETURNED']],
    ['APPROVE', ['PENDING']],
    ['CANCEL', ['PUBLISHED']],
    ['CLOSE', ['PUBLISHED']],
  ])('%s starts only from %j', (step, from) => {
    const allowed = ACTIVITY_STATES.filter((state) => TRANSITIONS[step].from.includes(state));
    expect(allowed).toEqual(from);
  });

  it('ends for good when rejected, cancelled or taken down', () => {
    const left = Object.values(TRANSITIONS).flatMap(({ from }) => from);
    expect(left).not.toEqual(expect.arrayContaining(['REJECTED']));
    expect(left).not.toEqual(expect.arrayContaining(['CANCELLED']));
    expect(left).not.toEqual(expect.arrayContaining(['TAKEN_DOWN']));
  });
});

describe('phases', () => {
  const schedule = { recruitFrom: at(1), recruitUntil: at(2), startsAt: at(3), endsAt: at(4) };
  it.each([
    [0.99, 'upcoming'],
    [1, 'recruiting'],
    [1.99, 'recruiting'],
    [2, 'recruitment_over'],
    [3, 'in_progress'],
    [3.99, 'in_progress'],
    [4, 'ended'],
  ])('at hour %d: %s', (hour, phase) => expect(phaseOf(schedule, at(hour))).toBe(phase));

  it.each([
    [9, []],
    [10, ['activity_full']],
  ])('with %d of 10 places taken: %j', (takenPlaces, codes) => {
    const activity = {
      ...schedule,
      state: 'PUBLISHED' as const,
      signUpMode: 'FIRST_COME' as const,
      waitlist: true,
      places: 10,
      takenPlaces,
      waiting: 0,
    };
    expect(recruitmentReasons(activity, activity, at(1)).map(({ code }) => code)).toEqual(codes);
  });
});

describe('a plan', () => {
  const plan = {
    areaCode: '110105',
    recruitFrom: at(1),
    recruitUntil: at(2),
    startsAt: at(3),
    endsAt: at(4),
    minAge: null,
    maxAge: null,
  };
  it.each([
    ['fits', {}, undefined],
    ['may recruit until the start', { recruitUntil: at(3) }, undefined],
    ['may take one age only', { minAge: 18, maxAge: 18 }, undefined],
    ['has a real area', { areaCode: '999999' }, 'unknown_area'],
    ['ends after its start', { endsAt: at(3) }, 'ends_before_start'],
    ['recruits for a while', { recruitFrom: at(2) }, 'recruitment_order'],
    ['recruits before its start', { recruitUntil: at(3.01) }, 'recruitment_after_start'],
    ['has ages in order', { minAge: 19, maxAge: 18 }, 'age_order'],
  ])('%s', (_, changes, code) => expect(faultOfPlan({ ...plan, ...changes })?.code).toBe(code));

  it.each([
    ['no risk, no insurance', 'NONE' as const, null, undefined],
    ['some risk, no insurance', 'LOW' as const, null, 'insurance_required'],
    ['much risk, no insurance', 'HIGH' as const, null, 'insurance_required'],
    ['much risk, insured', 'HIGH' as const, '人保 P001', undefined],
  ])('publication with %s (R23)', (_, riskLevel, insurance, code) =>
    expect(faultOfPublication({ recruitUntil: at(2), riskLevel, insurance }, at(1))?.code).toBe(code),
  );

  it('is not published when recruitment is over already', () => {
    const late = faultOfPublication({ recruitUntil: at(2), riskLevel: 'NONE', insurance: null }, at(2));
    expect(late?.code).toBe('recruitment_past');
  });
});

describe('a deposit (R22)', () => {
  const terms = { maxDepositFen: 5_000 };
  it.each([
    ['none where no merchant is named', { depositFen: null }, undefined, undefined],
    ['one where no merchant is named', { depositFen: 100 }, undefined, 'deposit_unavailable'],
    ['the most', { depositFen: 5_000 }, terms, undefined],
    ['more', { depositFen: 5_001 }, terms, 'deposit_too_high'],
    ['for who is invited', { depositFen: 100, invitedOnly: true }, terms, 'deposit_not_for_invited'],
  ])('%s', (_, plan, allowed, code) =>
    expect(faultOfDeposit({ invitedOnly: false, ...plan }, allowed)?.code).toBe(code),
  );
});

describe('a verdict (R21)', () => {
  const { checklist } = approval;
  it('approves only when every point holds', () => {
    expect(faultOfVerdict({ decision: 'APPROVE', checklist })).toBeNull();
    for (const point of Object.keys(checklist)) {
      const fault = faultOfVerdict({ decision: 'APPROVE', checklist: { ...checklist, [point]: false } });
      expect([fault?.code, fault?.detail]).toEqual(['checklist_incomplete', { open: [point] }]);
    }
  });
  it.each(['RETURN', 'REJECT'] as const)('needs a reason to %s', (decision) => {
    expect(faultOfVerdict({ decision, checklist })?.code).toBe('reason_required');
    expect(faultOfVerdict({ decision, checklist, reason: '请补充风险提示' })).toBeNull();
  });
});
