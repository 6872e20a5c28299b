import type { Policy } from '../../config/config';
import { TokenSigner } from '../platform/crypto/signed-token';
import { codeSlotAt, codeSlotEnds, codeSlotIsValid } from './check-in.rules';

export interface CheckInCode {
  code: string;
  validUntil: Date;
  secondsLeft: number;
}

/** The rotating code that an organizer shows at the place (R33): bound to one activity and one time slot, stored nowhere. */
export class CheckInCodes {
  private readonly signer: TokenSigner;

  constructor(
    signingKey: Buffer,
    private readonly policy: Pick<Policy, 'checkInCodeSeconds'>,
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

  /** @returns whether the code is genuine and shown at this activity now; else why not */
  check(code: string, activityId: string, now: Date): 'valid' | 'expired' | 'foreign' {
    const [codeActivityId, slot] = this.signer.verify(code)?.split('-') ?? [];
    if (codeActivityId !== activityId) return 'foreign';
    return codeSlotIsValid(Number(slot), now, this.policy.checkInCodeSeconds) ? 'valid' : 'expired';
  }
}
