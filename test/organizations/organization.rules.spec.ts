import fc from 'fast-check';
import type { OrganizationState } from '../../server/organizations/organization.entity';
import { ORGANIZATION_STATES } from '../../server/organizations/organization.entity';
import {
  displayName,
  faultOfVerdict,
  MAX_DEPTH,
  nameKeyOf,
  ORGANIZATION_STEPS,
  type OrganizationStep,
  placeBelow,
  reviewersOf,
  TRANSITIONS,
} from '../../server/organizations/organization.rules';
import { Fault } from '../../server/platform/fault';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Fault).code;
  }
};

describe('names (R11)', () => {
  it.each([
    ['中国仿真学会 ', '中国仿真学会'],
    ['　中国仿真学会　', '中国仿真学会'],
    ['ＡＢＣ科普队', 'ABC科普队'],
    ['科普队（北京）', '科普队(北京)'],
    ['ﾊﾝｶｸ队', 'ハンカク队'],
    ['中国\u200b仿真学会', '中国仿真学会'],
    ['Science  Team', 'Science Team'],
  ])('knows %j and %j as one name', (one, other) => {
    expect(nameKeyOf(one)).toBe(nameKeyOf(other));
  });

  it.each([
    ['朝阳一队', '朝阳二队'],
    ['科普队(北京)', '科普队[北京]'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(nameKeyOf(one)).not.toBe(nameKeyOf(other));
  });

  it('shows the name as it was written, without the blanks around it', () => {
    expect(displayName('　科普队（北京） ')).toBe('科普队（北京）');
  });

  it('folds once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(nameKeyOf(nameKeyOf(name))).toBe(nameKeyOf(name));
        expect(nameKeyOf(displayName(name))).toBe(nameKeyOf(name));
      }),
    );
  });
});

describe('states', () => {
  const reachable: Record<OrganizationStep, [OrganizationState[], OrganizationState]> = {
    APPROVE: [['PENDING'], 'ACTIVE'],
    RETURN: [['PENDING'], 'RETURNED'],
    REJECT: [['PENDING'], 'REJECTED'],
    RESUBMIT: [['DRAFT', 'RETURNED'], 'PENDING'],
    WITHDRAW: [['PENDING'], 'DRAFT'],
    SUSPEND: [['ACTIVE'], 'SUSPENDED'],
    RESUME: [['SUSPENDED'], 'ACTIVE'],
    DISSOLVE: [['ACTIVE', 'SUSPENDED'], 'DISSOLVED'],
  };

  it.each(ORGANIZATION_STEPS)('%s leads where the domain says', (step) => {
    expect([TRANSITIONS[step].from, TRANSITIONS[step].to]).toEqual(reachable[step]);
  });

  it.each(['REJECTED', 'DISSOLVED'] as const)('never leaves %s', (end) => {
    expect(ORGANIZATION_STEPS.filter((step) => TRANSITIONS[step].from.includes(end))).toEqual([]);
    expect(ORGANIZATION_STATES).toContain(end);
  });
});

describe('places in the trees', () => {
  const unit = { id: 'U', kind: 'CAST_UNIT' } as const;
  const organization = (id: string) => ({ id, kind: 'ORGANIZATION' }) as const;
  const chain = (length: number) => Array.from({ length }, (_, index) => organization(`O${index}`));

  it('is below everything above it', () => {
    expect(placeBelow('X', [unit, organization('A')])).toBe('/U/A/X/');
    expect(placeBelow('X', [])).toBe('/X/');
  });

  it('takes the sixth level of organizations and refuses the seventh, however many units are above', () => {
    expect(placeBelow('X', [unit, ...chain(MAX_DEPTH - 1)])).toContain('/X/');
    const units = [unit, { ...unit, id: 'V' }, { ...unit, id: 'W' }, { ...unit, id: 'Y' }];
    expect(placeBelow('X', [...units, ...chain(MAX_DEPTH - 1)])).toContain('/X/');
    expect(codeOf(() => placeBelow('X', [unit, ...chain(MAX_DEPTH)]))).toBe('too_deep');
  });

  it('refuses a circle and a parent below no unit', () => {
    expect(codeOf(() => placeBelow('A', [unit, organization('A'), organization('B')]))).toBe(
      'organization_cycle',
    );
    expect(codeOf(() => placeBelow('X', [organization('A')]))).toBe('parent_without_unit');
  });

  it('names the reviewers on the line of review only, and not the organization itself', () => {
    const paths = { territoryPath: '/N/P/C/X/', systemPath: '/N/S/X/' };
    expect(reviewersOf({ line: 'TERRITORY', ...paths })).toEqual(['N', 'P', 'C']);
    expect(reviewersOf({ line: 'SYSTEM', ...paths })).toEqual(['N', 'S']);
  });
});

describe('verdicts', () => {
  const points = { nameProper: true, parentCorrect: true, principalConfirmed: true, purposePublic: true };
  it.each(Object.keys(points))('does not approve while %s is open', (point) => {
    const fault = faultOfVerdict({ decision: 'APPROVE', checklist: { ...points, [point]: false } });
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({ code: 'checklist_incomplete', detail: { open: [point] } });
  });

  it('approves without reason, returns and rejects only with one', () => {
    expect(faultOfVerdict({ decision: 'APPROVE', checklist: points })).toBeNull();
    for (const decision of ['RETURN', 'REJECT'] as const) {
      expect(faultOfVerdict({ decision, checklist: points })?.code).toBe('reason_required');
      const open = { ...points, nameProper: false };
      expect(faultOfVerdict({ decision, checklist: open, reason: '名称有误' })).toBeNull();
    }
  });
});
