/**
 * How an API call is made to go wrong.
 * - `errcode`: answered with that errcode, nothing done · `latency`: done after `ms` · `drop`: connection cut, nothing done
 * - `lost-answer`: done, then the connection is cut · `http`: answered with that HTTP `status` (503)
 * - `expire-token`: the token of this call ends now (42001) · `malformed`: half a JSON text
 */
export interface ApiFault {
  /** Path such as `/cgi-bin/message/template/send`, or `*`. */
  api: string;
  kind: 'errcode' | 'latency' | 'drop' | 'lost-answer' | 'http' | 'expire-token' | 'malformed';
  errcode?: number;
  ms?: number;
  status?: number;
  /** How many calls it hits; without it, every call until cleared. */
  times?: number;
}

/** The faults waiting for API calls. */
export class ApiFaults {
  private waiting: ApiFault[] = [];

  add(fault: ApiFault): ApiFault {
    const own = { ...fault };
    this.waiting.push(own);
    return own;
  }

  all(): ApiFault[] {
    return this.waiting.map((fault) => ({ ...fault }));
  }

  clear(): void {
    this.waiting = [];
  }

  /** Takes what hits this call: every latency, and the first of the others. */
  take(api: string): ApiFault[] {
    const matching = this.waiting.filter((fault) => fault.api === '*' || fault.api === api);
    const breaking = matching.find((fault) => fault.kind !== 'latency');
    const taken = matching.filter((fault) => fault.kind === 'latency' || fault === breaking);
    for (const fault of taken) if (fault.times !== undefined) fault.times -= 1;
    this.waiting = this.waiting.filter((fault) => fault.times === undefined || fault.times > 0);
    return taken;
  }
}

/** How pushes to the product are disturbed: the next `times` of them are delayed, or delivered twice at once. */
export interface PushDisturbance {
  kind: 'duplicate' | 'delay';
  ms?: number;
  times: number;
}

export class PushDisturbances {
  private waiting: PushDisturbance[] = [];

  add(disturbance: PushDisturbance): void {
    this.waiting.push({ ...disturbance });
  }

  clear(): void {
    this.waiting = [];
  }

  take(): { copies: number; delayMs: number } {
    const taken = this.waiting.filter((disturbance) => disturbance.times > 0);
    for (const disturbance of taken) disturbance.times -= 1;
    this.waiting = this.waiting.filter((disturbance) => disturbance.times > 0);
    return {
      copies: taken.some((disturbance) => disturbance.kind === 'duplicate') ? 2 : 1,
      delayMs: Math.max(0, ...taken.map((d) => (d.kind === 'delay' ? (d.ms ?? 0) : 0))),
    };
  }
}
