import type { Policy } from '../../config/config';
import { MINUTE } from '../platform/clock';
import { TokenSigner } from '../platform/crypto/signed-token';
import { codeSlotAt, codeSlotBegins, codeSlotEnds, codeSlotIsValid } from './check-in.rules';

export interface CheckInCode {
  code: string;
  validUntil: Date;
  secondsLeft: number;
}

export interface CodeVerdict {
  verdict: 'valid' | 'late' | 'expired' | 'foreign';
  /** when the code began to be shown */
  signedAt: Date;
}

/**
 * The rotating code that an organizer shows at the place (R33): bound to one activity and one time slot, stored
 * nowhere. A whole crowd scans the same code; whose scan it is, is settled by the session and the key of the scan.
 */
export class CheckInCodes {
  private readonly signer: TokenSigner;

  constructor(
    signingKey: Buffer,
    private readonly policy: Pick<Policy, 'checkInCodeSeconds' | 'offlineScanMinutes'>,
  ) {
    this.signer = new TokenSigner(signingKey, 'check-in');
  }

  issue(activityId: string, now: Date): CheckInCode {
    const slot = codeSlotAt(now, this.policy.checkInCodeSeconds);
    const validUntil = codeSlotEnds(slot, this.policy.checkInCodeSeconds);
    return {
      code: this.signer.sign(`${activityId}-${slot}`),
      validUntil,
      secondsLeft: Math.ceil((validUntil.getTime() - now.getTime()) / 1000),
    };
  }

  /**
   * @returns whether the code is genuine and shown at this activity now, or was so lately (a scan without network), and
   * the time it is signed for; else why not
   */
  check(code: string, activityId: string, now: Date): CodeVerdict {
    const [codeActivityId, slot] = this.signer.verify(code)?.split('-') ?? [];
    const { checkInCodeSeconds: seconds, offlineScanMinutes } = this.policy;
    const signedAt = codeSlotBegins(Number(slot), seconds);
    if (codeActivityId !== activityId) return { verdict: 'foreign', signedAt };
    if (codeSlotIsValid(Number(slot), now, seconds)) return { verdict: 'valid', signedAt };
    const age = now.getTime() - signedAt.getTime();
    const lately = age > 0 && age <= offlineScanMinutes * MINUTE;
    return { verdict: lately ? 'late' : 'expired', signedAt };
  }
}
