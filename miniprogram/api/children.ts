import { get, post, put } from '../core/http';
import { identityForm, type RegistrationDraft } from './registration';
import { type Volunteer, type VolunteerRow, volunteerOf } from './volunteer';

/** @returns the children under 14 whose profiles the reader holds */
export async function findChildren(): Promise<Volunteer[]> {
  const { children } = await get<{ children: VolunteerRow[] }>('/api/volunteer/children');
  return children.map(volunteerOf);
}

export const registerChild = (draft: RegistrationDraft, agreementVersion: string): Promise<void> => {
  const { guardian: _, ...identity } = identityForm(draft);
  const { areaCode, consents } = draft;
  return post('/api/volunteer/children', { ...identity, areaCode, consents, agreementVersion });
};

/** A child of 14 to 17 with an account of their own, for whom the reader consented. */
export interface Ward {
  id: string;
  number: string;
  name: string;
}

export const findWards = async (): Promise<Ward[]> =>
  (await get<{ wards: Ward[] }>('/api/volunteer/wards')).wards;

/** Takes the consent back: the child cannot take part until a guardian consents again. */
export const withdrawConsent = (wardId: string): Promise<void> =>
  post(`/api/volunteer/wards/${wardId}/withdrawal`, {});

/** From now on this phone acts for the child; without one for the reader themselves again. */
export const actFor = (childId?: string): Promise<void> =>
  put('/api/volunteer/acting', childId ? { childId } : {});
