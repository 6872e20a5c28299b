import { HOUR, MINUTE } from '../platform/clock';
import type { DeliveryStatus, WechatOutcome } from '../wechat';
import type { Channel, DeliveryState, NoticeDelivery } from './notice-delivery.entity';

export type SendResult =
  | { sent: true; msgId: string | null }
  /** `errcode` undefined: no readable answer came */
  | { sent: false; outcome: WechatOutcome; errcode: number | undefined };

export type DeliveryChange = Partial<
  Pick<NoticeDelivery, 'state' | 'reason' | 'msgId' | 'dueAt' | 'uncertainSince'>
>;

export const MAX_ATTEMPTS = 12;

/** WeChat recognises a repeated template message by its key for ten minutes; one is left for the clocks. */
const REPEATABLE_MS = 9 * MINUTE;

/**
 * What becomes of a delivery after an attempt. Nobody may get the same message twice, so after an attempt of unknown
 * outcome it is repeated only while WeChat would notice the repetition; the inbox has the notice in any case.
 *
 * @param delivery as claimed, `attempts` counting this one
 */
export function afterAttempt(
  delivery: Pick<NoticeDelivery, 'channel' | 'attempts' | 'uncertainSince'>,
  result: SendResult,
  now: Date,
): DeliveryChange {
  if (result.sent) return { state: 'SENT', msgId: result.msgId, reason: null };
  const { outcome, errcode } = result;
  const reason = errcode === undefined ? outcome : String(errcode);
  if (outcome === 'permanent') return { state: 'FAILED', reason };
  const uncertainSince = delivery.uncertainSince ?? (outcome === 'network' ? now : null);
  const dueAt = new Date(now.getTime() + pauseMs(outcome, delivery.attempts));
  if (uncertainSince && !mayRepeat(delivery.channel, uncertainSince, dueAt)) {
    return { state: 'FAILED', reason: 'unconfirmed', uncertainSince };
  }
  if (delivery.attempts >= MAX_ATTEMPTS) return { state: 'FAILED', reason };
  return { state: 'QUEUED', reason, dueAt, uncertainSince };
}

/** The sender died in the middle of an attempt that began at `claimedAt`. */
export function afterInterruption(
  { channel, uncertainSince }: Pick<NoticeDelivery, 'channel' | 'uncertainSince'>,
  claimedAt: Date,
  now: Date,
): DeliveryChange {
  const since = uncertainSince ?? claimedAt;
  return mayRepeat(channel, since, now)
    ? { state: 'QUEUED', reason: 'interrupted', dueAt: now, uncertainSince: since }
    : { state: 'FAILED', reason: 'unconfirmed', uncertainSince: since };
}

/** A subscribe message has no key by which WeChat could notice a repetition. */
const mayRepeat = (channel: Channel, uncertainSince: Date, at: Date): boolean =>
  channel === 'TEMPLATE' && at.getTime() - uncertainSince.getTime() <= REPEATABLE_MS;

/** 30 s, 1, 2, 4 … minutes up to an hour; an exhausted quota needs its window to pass. */
function pauseMs(outcome: WechatOutcome, attempts: number): number {
  const grown = 2 ** (attempts - 1);
  return outcome === 'quota' ? Math.min(30 * MINUTE * grown, 6 * HOUR) : Math.min(MINUTE * 0.5 * grown, HOUR);
}

/** What WeChat's delivery report means. */
export function afterReport(status: DeliveryStatus): { state: DeliveryState; reason: string | null } {
  if (status === 'delivered') return { state: 'DELIVERED', reason: null };
  return { state: 'FAILED', reason: status === 'blocked' ? 'user_blocked' : 'system_failed' };
}
