import type { ActivityState } from '../../server/activities';
import { payBy, refundReason } from '../../server/payments/payment.rules';
import type { SignUpState } from '../../server/signups';

const at = (text: string) => new Date(`2026-05-01T${text}:00+08:00`);
const activity = (state: ActivityState = 'PUBLISHED') => ({ state, endsAt: at('12:00') });

describe('payment rules', () => {
  it.each<[SignUpState, ActivityState, string, string | null]>([
    ['CONFIRMED', 'PUBLISHED', '09:00', null],
    ['NO_SHOW', 'PUBLISHED', '13:00', null],
    ['ATTENDED', 'PUBLISHED', '11:00', 'ATTENDED'],
    ['EXCUSED', 'CLOSED', '13:00', 'EXCUSED'],
    ['CANCELLED', 'PUBLISHED', '09:00', 'CANCELLED'],
    ['CONFIRMED', 'CANCELLED', '09:00', 'ACTIVITY_CANCELLED'],
    ['CONFIRMED', 'TAKEN_DOWN', '09:00', 'ACTIVITY_CANCELLED'],
  ])('%s in a %s activity at %s → %s', (state, activityState, now, reason) => {
    expect(refundReason({ state }, activity(activityState), at(now), 7)).toBe(reason);
  });

  it('keeps nothing beyond the last day, whether they came or not', () => {
    for (const state of ['CONFIRMED', 'NO_SHOW'] as const) {
      const last = new Date('2026-05-08T12:00:00+08:00');
      expect(refundReason({ state }, activity(), new Date(last.getTime() - 1), 7)).toBeNull();
      expect(refundReason({ state }, activity(), last, 7)).toBe('ENDED');
    }
  });

  it('gives time to pay, never beyond the start, and asks for nothing just before it', () => {
    const startsAt = at('10:00');
    expect(payBy(at('08:00'), { startsAt }, 30)).toEqual(at('08:30'));
    expect(payBy(at('09:45'), { startsAt }, 30)).toEqual(startsAt);
    expect(payBy(at('09:56'), { startsAt }, 30)).toBeNull();
  });
});
