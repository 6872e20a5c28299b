import { shanghaiDay } from '../platform/clock';
import { ensure, forbidden, invalid } from '../platform/fault';
import { ADULT_FROM, ageOn, GUARDIAN_ONLY_BELOW, normalizePersonName, RESIDENT_ID } from './identity.rules';
import type { VolunteerState } from './volunteer.entity';

/** Only the resident ID proves itself by its checksum (decision 0006). */
export const verifiedFrom = (documentType: string): 'VERIFIED' | 'REGISTERED' =>
  documentType === RESIDENT_ID ? 'VERIFIED' : 'REGISTERED';

/** Who will consent for a minor, as the minor names them. */
export interface NamedGuardian {
  name: string;
  phone: string;
}

/** How somebody begins: in which state, and who has to consent. */
export interface Beginning {
  state: Extract<VolunteerState, 'VERIFIED' | 'REGISTERED' | 'GUARDIAN_PENDING'>;
  guardian: NamedGuardian | null;
}

/**
 * R04: under 14 only through a guardian, 14 to 17 with a guardian's consent, adults by themselves.
 *
 * @throws Fault `guardian_must_register` | `guardian_required` | `guardian_is_self`
 */
export function beginningOf(
  person: { documentType: string; birthDay: string; phone: string },
  guardian: NamedGuardian | undefined,
  now: Date,
): Beginning {
  const age = ageOn(person.birthDay, shanghaiDay(now));
  ensure(
    age >= GUARDIAN_ONLY_BELOW,
    forbidden('guardian_must_register', '未满 14 周岁的志愿者需要由监护人注册和管理账号。'),
  );
  if (age >= ADULT_FROM) return { state: verifiedFrom(person.documentType), guardian: null };
  ensure(guardian, invalid('guardian_required', '未满 18 周岁需要填写监护人姓名和手机号。'));
  ensure(guardian.phone !== person.phone, invalid('guardian_is_self', '监护人的手机号不能和您本人的相同。'));
  return {
    state: 'GUARDIAN_PENDING',
    guardian: { ...guardian, name: normalizePersonName(guardian.name) },
  };
}
