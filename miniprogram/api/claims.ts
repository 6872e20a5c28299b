import { get, post } from '../core/http';
import { cleanIdNumber } from '../core/resident-id';
import { momentText } from '../core/time';
import { identityForm, type RegistrationDraft } from './registration';
import { type Volunteer, type VolunteerRow, volunteerOf } from './volunteer';

/** Somebody's request that a person looks at their claim. */
export interface ClaimRequest {
  state: 'PENDING' | 'LINKED' | 'REJECTED';
  reason: string | null;
  note: string;
}

/** Takes over the record that an organization made. The refusal is the same whatever does not fit. */
export async function claim(
  draft: RegistrationDraft,
  lastSix: string,
  agreementVersion: string,
  /** when the list did not tell it: `birth_day_required` */
  birth: { birthDay: string; gender: string } | null = null,
): Promise<Volunteer> {
  const { name, consents, guardianName, guardianPhone } = draft;
  const guardian = guardianName ? { guardian: { name: guardianName.trim(), phone: guardianPhone } } : {};
  const form = {
    name: name.trim(),
    lastSix: cleanIdNumber(lastSix),
    consents,
    agreementVersion,
    ...guardian,
    ...birth,
  };
  return volunteerOf(await post<VolunteerRow>('/api/volunteer/claim', form));
}

/** @returns the newest request, null when there is none */
export async function findClaimRequest(): Promise<ClaimRequest | null> {
  const { request } = await get<{
    request: (Omit<ClaimRequest, 'note'> & { createdAt: string; decidedAt: string | null }) | null;
  }>('/api/volunteer/claim-request');
  if (!request) return null;
  const { state, reason, createdAt, decidedAt } = request;
  return { state, reason, note: `${momentText(decidedAt ?? createdAt)} ${decidedAt ? '处理' : '提交'}` };
}

export const requestClaim = (
  draft: RegistrationDraft,
  remark: string,
  agreementVersion: string,
): Promise<void> =>
  post('/api/volunteer/claim-request', {
    ...identityForm(draft),
    consents: draft.consents,
    agreementVersion,
    ...(remark.trim() ? { remark: remark.trim() } : {}),
  });
