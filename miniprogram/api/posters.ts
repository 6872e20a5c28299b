import { get, serverUrl } from '../core/http';

/** @returns address of a PNG of 1080 × 1440 that the server draws once; drawing takes a moment. @throws Failure */
export async function findPoster(kind: 'recaps' | 'activities', id: string): Promise<string> {
  const { url } = await get<{ url: string }>(`/api/public/${kind}/${id}/poster`);
  return serverUrl(url);
}
