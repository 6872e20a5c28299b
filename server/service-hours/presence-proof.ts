import type { Policy } from '../../config/config';
import { conflict, ensure, forbidden, invalid } from '../platform/fault';
import type { PresenceForm } from './attendance.dto';
import type { CheckInCodes } from './check-in-codes';
import { distanceMetres, distanceText, type Point } from './geofence.rules';

interface Place extends Point {
  id: string;
  radiusMetres: number;
}

/** What proved that somebody was at the place. Nulls where the code was the proof. */
export interface Presence {
  method: 'QR' | 'GPS';
  latitude: number | null;
  longitude: number | null;
  accuracyMetres: number | null;
  distanceMetres: number | null;
}

/** Decides by the server's clock and geofence whether somebody is at the place of an activity (R33). */
export class PresenceProof {
  constructor(
    private readonly codes: CheckInCodes,
    private readonly policy: Pick<Policy, 'maxGpsAccuracyMetres'>,
  ) {}

  /** @throws Fault that says what keeps it from being a proof: `code_expired`, `code_foreign`, `too_far`, `position_inaccurate` */
  settle(activity: Place, { code, position }: PresenceForm, now: Date): Presence {
    ensure(
      (code === undefined) !== (position === undefined),
      invalid('code_or_position', '请扫描现场的签到码，或者提供当前位置，两者选一。'),
    );
    return code === undefined ? this.byPosition(activity, position!) : this.byCode(activity, code, now);
  }

  private byCode(activity: Place, code: string, now: Date): Presence {
    const verdict = this.codes.check(code, activity.id, now);
    ensure(
      verdict !== 'foreign',
      forbidden('code_foreign', '这不是本活动的签到码，请扫描现场出示的签到码。'),
    );
    ensure(verdict === 'valid', conflict('code_expired', '签到码已过期，请扫描现场最新的签到码。'));
    return { method: 'QR', latitude: null, longitude: null, accuracyMetres: null, distanceMetres: null };
  }

  private byPosition(activity: Place, position: NonNullable<PresenceForm['position']>): Presence {
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
    const distance = distanceMetres(position, activity);
    ensure(
      distance <= activity.radiusMetres,
      forbidden(
        'too_far',
        `您距离活动地点还有 ${distanceText(distance)}，需要在 ${activity.radiusMetres} 米以内。请走近一些再试，或扫描现场的签到码。`,
        { distanceMetres: distance, radiusMetres: activity.radiusMetres },
      ),
    );
    return { method: 'GPS', latitude, longitude, accuracyMetres, distanceMetres: distance };
  }
}
