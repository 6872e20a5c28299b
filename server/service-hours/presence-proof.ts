import type { Policy } from '../../config/config';
import { conflict, ensure, forbidden, invalid } from '../platform/fault';
import type { PresenceForm } from './attendance.dto';
import type { CheckInCodes } from './check-in-codes';
import { distanceMetres, distanceText, isPoint } from './geofence.rules';

/** Where an activity takes place; what was entered afterwards may have no position. */
interface Place {
  id: string;
  latitude: number | null;
  longitude: number | null;
  radiusMetres: number;
}

/** What proved that somebody was at the place, and when. Nulls where no position was needed. */
export interface Presence {
  method: 'QR' | 'GPS' | 'PERSONAL';
  at: Date;
  /** how long after `at` a scan without network arrived; null when it came at once */
  delaySeconds: number | null;
  latitude: number | null;
  longitude: number | null;
  accuracyMetres: number | null;
  distanceMetres: number | null;
}

const NOWHERE = { latitude: null, longitude: null, accuracyMetres: null, distanceMetres: null };

/** The lead looks at the person and scans their own code. */
export const seenByLead = (now: Date): Presence => ({
  method: 'PERSONAL',
  at: now,
  delaySeconds: null,
  ...NOWHERE,
});

/** Decides by the server's clock and geofence whether somebody is at the place of an activity (R33). */
export class PresenceProof {
  constructor(
    private readonly codes: CheckInCodes,
    private readonly policy: Pick<Policy, 'maxGpsAccuracyMetres' | 'offlineScanMinutes'>,
  ) {}

  /** @throws Fault that says what keeps it from being a proof: `code_expired`, `code_foreign`, `too_far`, `position_inaccurate` */
  settle(activity: Place, { code, position }: PresenceForm, now: Date): Presence {
    ensure(
      code !== undefined || position !== undefined,
      invalid('code_or_position', '请扫描现场的签到码，或者提供当前位置。'),
    );
    if (code !== undefined) return this.byCode(activity, code, position, now);
    return { method: 'GPS', at: now, delaySeconds: null, ...this.within(activity, position!) };
  }

  /**
   * A code that is no longer shown may have been photographed and sent to somebody at home. When it comes late, because
   * there was no network, it proves the time only; the position that the phone took with it has to prove the place.
   */
  private byCode(activity: Place, code: string, position: PresenceForm['position'], now: Date): Presence {
    const { verdict, signedAt } = this.codes.check(code, activity.id, now);
    ensure(
      verdict !== 'foreign',
      forbidden('code_foreign', '这不是本活动的签到码，请扫描现场出示的签到码。'),
    );
    if (verdict === 'valid') return { method: 'QR', at: now, delaySeconds: null, ...NOWHERE };
    ensure(
      verdict === 'late' && position,
      conflict(
        'code_expired',
        verdict === 'late'
          ? '签到码已过期，请扫描现场最新的签到码。如果扫码时没有网络，请允许使用位置后重新提交。'
          : '签到码已过期，请扫描现场最新的签到码。没有网络时扫的码要在 ' +
              `${this.policy.offlineScanMinutes} 分钟内提交，超过后请联系活动负责人登记。`,
      ),
    );
    const delaySeconds = Math.round((now.getTime() - signedAt.getTime()) / 1000);
    return { method: 'QR', at: signedAt, delaySeconds, ...this.within(activity, position) };
  }

  private within(activity: Place, position: NonNullable<PresenceForm['position']>) {
    const { maxGpsAccuracyMetres: limit } = this.policy;
    const { latitude, longitude } = position;
    const accuracyMetres = Math.ceil(position.accuracyMetres);
    ensure(
      accuracyMetres <= limit,
      conflict(
        'position_inaccurate',
        `定位误差约 ${distanceText(accuracyMetres)}，需要在 ${limit} 米以内。请到开阔处再试，或扫描现场的签到码。`,
        { accuracyMetres, limit },
      ),
    );
    ensure(isPoint(activity), conflict('no_position', '这个活动没有选定签到位置，请扫描现场的签到码。'));
    const distance = distanceMetres(position, activity);
    ensure(
      distance <= activity.radiusMetres,
      forbidden(
        'too_far',
        `您距离活动地点还有 ${distanceText(distance)}，需要在 ${activity.radiusMetres} 米以内。请走近一些再试，或扫描现场的签到码。`,
        { distanceMetres: distance, radiusMetres: activity.radiusMetres },
      ),
    );
    return { latitude, longitude, accuracyMetres, distanceMetres: distance };
  }
}
