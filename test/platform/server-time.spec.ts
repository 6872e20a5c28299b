import { noteServerTime, serverNow } from '../../console/src/server-time';
import { distanceText } from '../../console/src/words/time';

const DAY = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * DAY);

describe('now on the PC', () => {
  it('is the server’s, as far as it was told, whatever a cache kept', () => {
    expect(distanceText(inDays(6).toISOString())).toBe('6 天后');
    noteServerTime(inDays(6).toISOString());
    expect(distanceText(inDays(6).toISOString())).toBe('今天');
    for (const stale of [inDays(2).toISOString(), 'no date', null]) noteServerTime(stale);
    expect(Math.abs(serverNow() - inDays(6).getTime())).toBeLessThan(5_000);
  });
});
