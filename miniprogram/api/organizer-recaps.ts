import { get, post, put, serverUrl, upload, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import type { Photo } from './recaps';

export interface RecapForm {
  text: string;
  /** the first is the cover */
  photoIds: string[];
  /** everybody recognisable agreed */
  photoConsent: boolean;
  peopleServed: number;
}

type RecapState = 'DRAFT' | 'PENDING' | 'PUBLISHED' | 'RETURNED' | 'TAKEN_DOWN';

export interface ManagedRecap {
  id: string;
  activityId: string;
  activityTitle: string;
  organizationName: string;
  text: string;
  photos: Photo[];
  photoConsent: boolean;
  peopleServed: number;
  state: RecapState;
  stateReason: string | null;
}

export const withFullUrls = (recap: ManagedRecap): ManagedRecap => ({
  ...recap,
  photos: recap.photos.map((photo) => ({ ...photo, url: serverUrl(photo.url) })),
});

export async function findManagedRecap(audience: 'organizer' | 'unit', id: string): Promise<ManagedRecap> {
  return withFullUrls(await get<ManagedRecap>(`/api/${audience}/recaps/${id}`));
}

/** @returns the recap that is written, waits or is read; null when there is none, or the last one was taken down */
export async function findRecapOf(activityId: string): Promise<ManagedRecap | null> {
  const { items } = await get<PageOf<ManagedRecap>>(
    withQuery(`/api/organizer/activities/${activityId}/recaps`, { limit: 1 }),
  );
  const [latest] = items;
  return latest && latest.state !== 'TAKEN_DOWN' ? withFullUrls(latest) : null;
}

/** What the 科协 gave back to be changed, in one organization. */
export const listReturnedRecaps = (organizationId: string, limit: number): Promise<PageOf<ManagedRecap>> =>
  get(withQuery(`/api/organizer/organizations/${organizationId}/recaps`, { state: 'RETURNED', limit }));

/** @param id of the recap to change; empty for the first draft */
export async function saveRecap(activityId: string, id: string, form: RecapForm): Promise<ManagedRecap> {
  const recap = await (id
    ? put<ManagedRecap>(`/api/organizer/recaps/${id}`, form)
    : post<ManagedRecap>(`/api/organizer/activities/${activityId}/recaps`, form));
  return withFullUrls(recap);
}

export const submitRecap = (id: string): Promise<void> => post(`/api/organizer/recaps/${id}/submission`);

/** The activity may get another recap afterwards. */
export const takeDownRecap = (id: string, reason: string): Promise<void> =>
  post(`/api/organizer/recaps/${id}/takedown`, { reason });

/** @param path of a picture on this phone */
export async function uploadPhoto(path: string): Promise<Photo> {
  const photo = await upload<Photo>('/api/organizer/photos', path);
  return { ...photo, url: serverUrl(photo.url) };
}
