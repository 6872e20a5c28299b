import fc from 'fast-check';
import { type Applicant, ineligibilities } from '../../server/signups/eligibility.rules';

/** Shanghai noon of a day relative to 2026-06-15, so that the rules' days are plain to see. */
const at = (days: number) => new Date(Date.parse('2026-06-15T12:00:00+08:00') + days * 86_400_000);
const NOW = at(0);

const activity = {
  state: 'PUBLISHED' as const,
  signUpMode: 'FIRST_COME' as const,
  waitlist: true,
  invitedOnly: false,
  recruitFrom: at(-1),
  recruitUntil: at(1),
  startsAt: at(2),
  endsAt: at(3),
  places: 10,
  takenPlaces: 0,
  waiting: 0,
  minAge: null as number | null,
  maxAge: null as number | null,
  riskLevel: 'NONE' as const,
  membersOnly: false,
};
const applicant: Applicant = {
  volunteer: { state: 'VERIFIED', birthDay: '1990-01-01', guardianAccountId: null },
  member: false,
  overlapping: null,
};
const born = (birthDay: string): Applicant => ({
  ...applicant,
  volunteer: { ...applicant.volunteer, birthDay, guardianAccountId: 'g' },
});
/** Of the one post of an activity, which asks what the activity asks. */
const codes = (
  asked: Parameters<typeof ineligibilities>[0] & Parameters<typeof ineligibilities>[1],
  who: Parameters<typeof ineligibilities>[2],
  now: Date,
) => ineligibilities(asked, asked, who, now).map(({ code }) => code);

describe('eligibility (R30)', () => {
  it('lets a verified adult sign up', () => expect(codes(activity, applicant, NOW)).toEqual([]));

  it.each([
    ['nobody logged in', activity, 'anonymous' as const, ['not_logged_in']],
    ['nobody registered', activity, 'unregistered' as const, ['not_registered']],
    [
      'nobody logged in, and it is full',
      { ...activity, takenPlaces: 10 },
      'anonymous' as const,
      ['not_logged_in', 'activity_full'],
    ],
    ['17 on the day of the start', { ...activity, minAge: 18 }, born('2008-06-18'), ['too_young']],
    ['18 on the very day of the start, though 17 now', { ...activity, minAge: 18 }, born('2008-06-17'), []],
    ['60 where up to 60 are welcome', { ...activity, maxAge: 60 }, born('1965-06-18'), []],
    ['61 on the day of the start', { ...activity, maxAge: 60 }, born('1965-06-17'), ['too_old']],
    [
      'a minor where there is risk',
      { ...activity, riskLevel: 'LOW' as const },
      born('2010-01-01'),
      ['minor_in_risky_activity'],
    ],
    [
      'of age just when a risky one starts',
      { ...activity, riskLevel: 'HIGH' as const },
      born('2008-06-17'),
      [],
    ],
    ['before recruitment', { ...activity, recruitFrom: at(0.5) }, applicant, ['not_recruiting']],
    ['at the very end of recruitment', { ...activity, recruitUntil: NOW }, applicant, ['not_recruiting']],
    ['not published', { ...activity, state: 'CANCELLED' as const }, applicant, ['not_recruiting']],
  ])('%s', (_, asked, who, expected) => expect(codes(asked, who, NOW)).toEqual(expected));

  it.each([
    ['ten minutes before it', '2026-06-17T23:50:00', 18, ['too_young', 'minor_in_risky_activity']],
    // In Greenwich it is still the day before.
    ['ten minutes into it', '2026-06-18T00:10:00', 18, []],
    ['ten minutes before it', '2026-06-17T23:50:00', 14, ['too_young', 'minor_in_risky_activity']],
    ['ten minutes into it', '2026-06-18T00:10:00', 14, ['minor_in_risky_activity']],
  ])('counts a birthday from midnight in Shanghai: %s', (_, start, years, expected) => {
    const startsAt = new Date(`${start}+08:00`);
    const asked = { ...activity, startsAt, minAge: years, riskLevel: 'LOW' as const };
    expect(codes(asked, born(`${2026 - years}-06-18`), NOW)).toEqual(expected);
  });

  it('says who turned 18 without a decision that they are not verified', () => {
    const { volunteer } = born('2008-06-15');
    const waiting = {
      ...applicant,
      volunteer: { ...volunteer, state: 'GUARDIAN_PENDING' as const, guardianAccountId: null },
    };
    expect(codes(activity, waiting, NOW)).toEqual(['not_verified']);
  });

  it('names every reason exactly when its condition holds, each once and with a sentence', () => {
    const choices = fc.record({
      state: fc.constantFrom('DRAFT' as const, 'PUBLISHED' as const, 'CANCELLED' as const, 'CLOSED' as const),
      windowFrom: fc.integer({ min: -3, max: 3 }),
      taken: fc.integer({ min: 0, max: 3 }),
      waiting: fc.integer({ min: 0, max: 1 }),
      signUpMode: fc.constantFrom('FIRST_COME' as const, 'APPROVAL' as const),
      invitedOnly: fc.boolean(),
      postMinAge: fc.option(fc.integer({ min: 14, max: 40 })),
      postMembersOnly: fc.boolean(),
      places: fc.integer({ min: 1, max: 3 }),
      minAge: fc.option(fc.integer({ min: 14, max: 40 })),
      maxAge: fc.option(fc.integer({ min: 14, max: 40 })),
      riskLevel: fc.constantFrom('NONE' as const, 'LOW' as const, 'HIGH' as const),
      membersOnly: fc.boolean(),
      member: fc.boolean(),
      overlapping: fc.option(fc.constant('另一个活动')),
      // Born on 1 January, so that nobody's age changes between today and the start.
      age: fc.integer({ min: 13, max: 45 }),
      volunteerState: fc.constantFrom(
        'VERIFIED' as const,
        'REGISTERED' as const,
        'GUARDIAN_PENDING' as const,
        'SUSPENDED' as const,
      ),
      guardian: fc.boolean(),
    });
    fc.assert(
      fc.property(choices, (c) => {
        const asked = {
          ...activity,
          state: c.state,
          recruitFrom: at(c.windowFrom),
          recruitUntil: at(c.windowFrom + 2),
          startsAt: at(10),
          endsAt: at(11),
          places: c.places,
          takenPlaces: c.taken,
          waiting: c.waiting,
          signUpMode: c.signUpMode,
          invitedOnly: c.invitedOnly,
          minAge: c.minAge,
          maxAge: c.maxAge,
          riskLevel: c.riskLevel,
          membersOnly: c.membersOnly,
        };
        const who: Applicant = {
          volunteer: {
            state: c.volunteerState,
            birthDay: `${2026 - c.age}-01-01`,
            guardianAccountId: c.guardian ? 'g' : null,
          },
          member: c.member,
          overlapping: c.overlapping,
        };
        const awaits = c.age < 18 && !c.guardian;
        const expected = {
          guardian_consent_missing: awaits,
          not_verified:
            c.volunteerState === 'REGISTERED' || (c.volunteerState === 'GUARDIAN_PENDING' && !awaits),
          suspended: c.volunteerState === 'SUSPENDED',
          not_recruiting: c.state !== 'PUBLISHED' || c.windowFrom > 0 || c.windowFrom + 2 <= 0,
          too_young: c.age < Math.max(c.minAge ?? 0, c.postMinAge ?? 0),
          too_old: c.maxAge !== null && c.age > c.maxAge,
          minor_in_risky_activity: c.riskLevel !== 'NONE' && c.age < 18,
          members_only: (c.membersOnly || c.postMembersOnly) && !c.member,
          invited_only: c.invitedOnly,
          time_overlap: c.overlapping !== null,
          activity_full: c.signUpMode === 'FIRST_COME' && (c.taken >= c.places || c.waiting > 0),
        };
        const post = { ...asked, minAge: c.postMinAge, maxAge: null, membersOnly: c.postMembersOnly };
        const found = ineligibilities(asked, post, who, NOW);
        const holding = Object.entries(expected).flatMap(([code, holds]) => (holds ? [code] : []));
        expect(found.map(({ code }) => code).sort()).toEqual(holding.sort());
        for (const { message } of found) expect(message).toMatch(/[\u4e00-\u9fff].*。$/);
      }),
      { numRuns: 2_000 },
    );
  });
});
