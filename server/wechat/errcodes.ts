/**
 * What a failed call to WeChat means for the caller:
 * - `permanent` the same call will never succeed (wrong argument, refused by the person, code already used)
 * - `retry`     WeChat did nothing because it is busy; the same call may succeed in a moment
 * - `token`     the access token was refused, also after a refresh
 * - `quota`     a limit is exhausted; try again when its window is over
 * - `network`   no readable answer: nobody knows whether WeChat did it
 */
export type WechatOutcome = 'permanent' | 'retry' | 'token' | 'quota' | 'network';

/** From WeChat's 全局返回码 and the pages of each API. What is not listed is `permanent` when positive. */
const OUTCOMES: Record<number, WechatOutcome> = {
  [-1]: 'retry', // system busy
  [-1000]: 'retry',
  40001: 'token', // access token invalid or not the latest
  40014: 'token', // access token malformed
  42001: 'token', // access token expired
  43108: 'retry', // concurrent messages to one person
  45009: 'quota', // daily calls
  45011: 'quota', // calls a minute
  45028: 'quota', // mass sends
  45033: 'quota', // calls a minute, menus
  45035: 'retry',
  45047: 'permanent', // customer messages: the person must write first
  45015: 'permanent', // customer messages: the 48 hours are over
  50002: 'permanent', // account restricted
};

/** @param errcode as in the answer's `errcode`, never 0 */
export function outcomeOf(errcode: number): WechatOutcome {
  return OUTCOMES[errcode] ?? (errcode < 0 ? 'retry' : 'permanent');
}

/** @param status of an HTTP answer outside 2xx */
export function outcomeOfStatus(status: number): WechatOutcome {
  if (status === 429) return 'quota';
  return status >= 500 ? 'network' : 'permanent';
}
