import fc from 'fast-check';
import {
  allowedAdmins,
  MEMBERSHIP_STEPS,
  requireRoomForAdmin,
  requireRoomForMembership,
  TRANSITIONS,
} from '../../server/memberships/membership.rules';

const BANDS = [100, 200, 300, 400];

describe('admins by member count (R13)', () => {
  it.each([
    [1, 1],
    [100, 1],
    [101, 2],
    [200, 2],
    [201, 3],
    [300, 3],
    [301, 4],
    [400, 4],
    [401, 5],
    [100_000, 5],
  ])('%i members may have %i', (members, admins) => {
    expect(allowedAdmins(members, BANDS)).toBe(admins);
  });

  it('adds an admin exactly while there is room, and never more than one beyond what there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 8 }), (members, admins) => {
        const add = () => requireRoomForAdmin(members, admins, BANDS);
        if (admins < allowedAdmins(members, BANDS)) expect(add).not.toThrow();
        else expect(add).toThrow(expect.objectContaining({ code: 'admins_full' }));
      }),
    );
  });
});

it('a volunteer has room up to the limit (R12)', () => {
  expect(() => requireRoomForMembership(4, 5)).not.toThrow();
  expect(() => requireRoomForMembership(5, 5)).toThrow(
    expect.objectContaining({ kind: 'conflict', code: 'too_many_memberships' }),
  );
});

it('only an application becomes active, and what has ended stays ended', () => {
  const into = MEMBERSHIP_STEPS.filter((step) => TRANSITIONS[step].to === 'ACTIVE');
  expect(into.map((step) => TRANSITIONS[step].from)).toEqual(['APPLIED']);
  const sources = MEMBERSHIP_STEPS.map((step) => TRANSITIONS[step].from);
  expect(new Set(sources)).toEqual(new Set(['APPLIED', 'ACTIVE']));
});
