import { get, withQuery } from '../core/http';
import type { PageOf } from '../core/paged-list';

/** Where I stand to an organization. */
export interface Belonging {
  membership: 'NONE' | 'APPLIED' | 'ACTIVE';
  following: boolean;
}

const OPEN = ['APPLIED', 'ACTIVE'];

export async function findBelonging(organizationId: string): Promise<Belonging> {
  const [membership, following] = await Promise.all([
    findInPages<{ organizationId: string; state: 'APPLIED' | 'ACTIVE' }>(
      '/api/volunteer/memberships',
      (row) => row.organizationId === organizationId && OPEN.includes(row.state),
    ),
    findInPages<{ organizationId: string }>(
      '/api/volunteer/followings',
      (row) => row.organizationId === organizationId,
    ),
  ]);
  return { membership: membership?.state ?? 'NONE', following: following !== undefined };
}

async function findInPages<T>(path: string, wanted: (row: T) => boolean): Promise<T | undefined> {
  let cursor: string | undefined;
  do {
    const page: PageOf<T> = await get<PageOf<T>>(withQuery(path, { limit: 50, cursor }));
    const found = page.items.find(wanted);
    if (found) return found;
    cursor = page.next ?? undefined;
  } while (cursor);
  return undefined;
}
