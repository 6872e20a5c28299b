import {
  afterAttempt,
  afterInterruption,
  afterReport,
  MAX_ATTEMPTS,
} from '../../server/notices/delivery.rules';
import { HOUR, MINUTE } from '../../server/platform/clock';

const now = new Date('2026-11-24T02:00:00Z');
const ago = (ms: number) => new Date(now.getTime() - ms);
const later = (ms: number) => new Date(now.getTime() + ms);
const template = { channel: 'TEMPLATE' as const, attempts: 1, uncertainSince: null };
const subscribe = { channel: 'SUBSCRIBE' as const, attempts: 1, uncertainSince: null };
const refused = (outcome: 'permanent' | 'retry' | 'token' | 'quota' | 'network', errcode?: number) => ({
  sent: false as const,
  outcome,
  errcode,
});

describe('what becomes of a delivery', () => {
  it('is sent, and waits for the report', () => {
    expect(afterAttempt(template, { sent: true, msgId: '7' }, now)).toEqual({
      state: 'SENT',
      msgId: '7',
      reason: null,
    });
  });

  it('keeps what WeChat said of a permanent refusal', () => {
    expect(afterAttempt(template, refused('permanent', 43004), now)).toEqual({
      state: 'FAILED',
      reason: '43004',
    });
  });

  it.each([
    ['a busy WeChat', refused('retry', -1), 1, 30_000],
    ['a busy WeChat again', refused('retry', -1), 3, 2 * MINUTE],
    ['a busy WeChat for long', refused('retry', -1), 11, HOUR],
    ['a spent quota', refused('quota', 45009), 1, 30 * MINUTE],
    ['a spent quota for long', refused('quota', 45009), 9, 6 * HOUR],
    ['a refused token', refused('token', 40001), 1, 30_000],
  ])('tries again after %s', (_, result, attempts, pause) => {
    expect(afterAttempt({ ...template, attempts }, result, now)).toEqual({
      state: 'QUEUED',
      reason: String(result.errcode),
      dueAt: later(pause),
      uncertainSince: null,
    });
  });

  it('gives up in the end', () => {
    const last = { ...template, attempts: MAX_ATTEMPTS };
    expect(afterAttempt(last, refused('retry', -1), now)).toMatchObject({ state: 'FAILED', reason: '-1' });
  });

  it('repeats what may have been sent only while WeChat would notice the repetition', () => {
    const first = afterAttempt(template, refused('network'), now);
    expect(first).toMatchObject({ state: 'QUEUED', uncertainSince: now });
    const soon = { ...template, attempts: 2, uncertainSince: ago(MINUTE) };
    expect(afterAttempt(soon, refused('network'), now)).toMatchObject({
      state: 'QUEUED',
      uncertainSince: ago(MINUTE),
    });
    const late = { ...template, attempts: 4, uncertainSince: ago(6 * MINUTE) };
    expect(afterAttempt(late, refused('network'), now)).toMatchObject({
      state: 'FAILED',
      reason: 'unconfirmed',
    });
    // A definite refusal does not undo the doubt about an earlier attempt.
    expect(afterAttempt(soon, refused('quota', 45009), now)).toMatchObject({
      state: 'FAILED',
      reason: 'unconfirmed',
    });
  });

  it('never repeats a subscribe message that may have been sent', () => {
    expect(afterAttempt(subscribe, refused('network'), now)).toMatchObject({
      state: 'FAILED',
      reason: 'unconfirmed',
    });
    expect(afterAttempt(subscribe, refused('retry', 43108), now).state).toBe('QUEUED');
  });

  it.each([
    ['TEMPLATE', 2 * MINUTE, 'QUEUED'],
    ['TEMPLATE', 10 * MINUTE, 'FAILED'],
    ['SUBSCRIBE', 2 * MINUTE, 'FAILED'],
  ] as const)('after the death of the sender of a %s %d ms ago is %s', (channel, ms, state) => {
    expect(afterInterruption({ channel, uncertainSince: null }, ago(ms), now).state).toBe(state);
  });

  it.each([
    ['delivered', 'DELIVERED', null],
    ['blocked', 'FAILED', 'user_blocked'],
    ['failed', 'FAILED', 'system_failed'],
  ] as const)('follows the report %s', (status, state, reason) => {
    expect(afterReport(status)).toEqual({ state, reason });
  });
});
