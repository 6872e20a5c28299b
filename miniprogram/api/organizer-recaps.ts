import { get, post, put, serverUrl, upload } from '../core/http';
import { readStored, writeStored } from '../core/storage';
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

/**
 * The server has no list of an activity's unpublished recaps: who began one on this phone goes on with it here.
 */
const begunKey = (activityId: string): string => `organizer.recap.${activityId}`;
export const begunRecapId = (activityId: string): string => readStored<string>(begunKey(activityId)) ?? '';

/** @param id of the recap to change; empty for the first draft */
export async function saveRecap(activityId: string, id: string, form: RecapForm): Promise<ManagedRecap> {
  const recap = await (id
    ? put<ManagedRecap>(`/api/organizer/recaps/${id}`, form)
    : post<ManagedRecap>(`/api/organizer/activities/${activityId}/recaps`, form));
  writeStored(begunKey(activityId), recap.id);
  return withFullUrls(recap);
}

export const submitRecap = (id: string): Promise<void> => post(`/api/organizer/recaps/${id}/submission`);

/** The activity may get another recap afterwards. */
export async function takeDownRecap({ id, activityId }: ManagedRecap, reason: string): Promise<void> {
  await post(`/api/organizer/recaps/${id}/takedown`, { reason });
  writeStored(begunKey(activityId), null);
}

/** @param path of a picture on this phone */
export async function uploadPhoto(path: string): Promise<Photo> {
  const photo = await upload<Photo>('/api/organizer/photos', path);
  return { ...photo, url: serverUrl(photo.url) };
}
