import { get, post, serverUrl, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';
import { countText, dayText, hoursText, spanText } from '../core/time';

interface RecapRow {
  id: string;
  activityTitle: string;
  organizationName: string;
  lead: string;
  coverUrl: string | null;
  peopleServed: number;
  views: number;
  publishedAt: string;
}

/** A recap as `components/recap-card` shows it. */
export interface RecapCard extends RecapRow {
  day: string;
  peopleText: string;
}

export interface Photo {
  photoId: string;
  url: string;
  width: number;
  height: number;
}

interface RecapRowInFull {
  id: string;
  activityId: string;
  activityTitle: string;
  place: string;
  startsAt: string;
  endsAt: string;
  organizationId: string;
  organizationName: string;
  text: string;
  photos: Photo[];
  peopleServed: number;
  volunteers: number;
  minutes: number;
  views: number;
  shares: number;
  publishedAt: string;
}

/** A paragraph, or a photo with its height in percent of its width. */
export type StoryBlock = { key: string; text: string } | { key: string; url: string; ratio: number };

export interface Recap extends RecapRowInFull {
  when: string;
  day: string;
  hours: string;
  /** the text with the photos after the first set between its paragraphs, as a magazine does */
  blocks: StoryBlock[];
}

export async function listRecaps(
  filter: { organizationId?: string; activityId?: string; areaCode?: string; from?: string },
  cursor?: string,
  limit = 10,
): Promise<PageOf<RecapCard>> {
  const { items, next } = await get<PageOf<RecapRow>>(
    withQuery('/api/public/recaps', { ...filter, cursor, limit }),
  );
  return { items: items.map(recapCard), next };
}

const recapCard = (row: RecapRow): RecapCard => ({
  ...row,
  coverUrl: row.coverUrl && serverUrl(row.coverUrl),
  day: dayText(row.publishedAt),
  peopleText: countText(row.peopleServed),
});

export async function findRecap(id: string): Promise<Recap> {
  const row = await get<RecapRowInFull>(`/api/public/recaps/${id}`);
  const photos = row.photos.map((photo) => ({ ...photo, url: serverUrl(photo.url) }));
  return {
    ...row,
    photos,
    when: spanText(row.startsAt, row.endsAt),
    day: dayText(row.publishedAt),
    hours: hoursText(row.minutes),
    blocks: storyOf(row.text, photos.slice(1)),
  };
}

/** Spreads the photos evenly behind the paragraphs; what is left over follows at the end. */
export function storyOf(text: string, photos: Photo[]): StoryBlock[] {
  const paragraphs = text.split(/\n+/).filter((paragraph) => paragraph.trim() !== '');
  const share = photos.length / Math.max(paragraphs.length, 1);
  const blocks: StoryBlock[] = [];
  let shown = 0;
  paragraphs.forEach((paragraph, index) => {
    blocks.push({ key: `text-${index}`, text: paragraph });
    const due = Math.round(share * (index + 1));
    for (const photo of photos.slice(shown, due)) blocks.push(photoBlock(photo));
    shown = due;
  });
  return [...blocks, ...photos.slice(shown).map(photoBlock)];
}

const photoBlock = ({ photoId, url, width, height }: Photo): StoryBlock => ({
  key: photoId,
  url,
  // A tall photo must not fill the screen twice.
  ratio: Math.min(Math.round((height / Math.max(width, 1)) * 100), 133),
});

/** Counted once per visitor and day by the server. */
export const countView = (id: string): Promise<void> => post(`/api/public/recaps/${id}/views`);

export const countShare = (id: string, channel: 'FRIEND' | 'TIMELINE'): Promise<void> =>
  post(`/api/public/recaps/${id}/shares`, { channel });
