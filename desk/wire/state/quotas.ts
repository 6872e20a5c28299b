import { type DeskClock, MINUTE } from './clock';
import { BoundedMap } from './ring';

export interface Quota {
  daily: number;
  perMinute: number;
}

interface Usage {
  day: string;
  today: number;
  minute: number;
  thisMinute: number;
}

export type QuotaState = 'within' | 'day-exhausted' | 'minute-exhausted';

/** Calls counted per account and path, by Shanghai day and by minute. */
export class Quotas {
  private readonly overrides = new Map<string, Partial<Quota>>();
  private readonly usages = new BoundedMap<Usage>(5_000);

  constructor(
    private readonly clock: DeskClock,
    private readonly defaults: (path: string) => Quota,
  ) {}

  set(account: string, path: string, quota: Partial<Quota>): void {
    this.overrides.set(`${account} ${path}`, quota);
  }

  spend(account: string, path: string): QuotaState {
    const quota = this.quota(account, path);
    const usage = this.usage(account, path);
    if (usage.today >= quota.daily) return 'day-exhausted';
    if (usage.thisMinute >= quota.perMinute) return 'minute-exhausted';
    usage.today += 1;
    usage.thisMinute += 1;
    return 'within';
  }

  /** @returns the numbers that `openapi/quota/get` shows */
  report(account: string, path: string): { daily_limit: number; used: number; remain: number } {
    const { daily } = this.quota(account, path);
    const used = this.usage(account, path).today;
    return { daily_limit: daily, used, remain: Math.max(0, daily - used) };
  }

  private quota(account: string, path: string): Quota {
    return { ...this.defaults(path), ...this.overrides.get(`${account} ${path}`) };
  }

  private usage(account: string, path: string): Usage {
    const key = `${account} ${path}`;
    const day = this.clock.shanghaiDay();
    const minute = Math.floor(this.clock.now() / MINUTE);
    const known = this.usages.get(key);
    const usage: Usage = {
      day,
      today: known?.day === day ? known.today : 0,
      minute,
      thisMinute: known?.minute === minute ? known.thisMinute : 0,
    };
    this.usages.set(key, usage);
    return usage;
  }
}
