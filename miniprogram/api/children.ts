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

/** From now on this phone acts for the child; without one for the reader themselves again. */
export const actFor = (childId?: string): Promise<void> =>
  put('/api/volunteer/acting', childId ? { childId } : {});
