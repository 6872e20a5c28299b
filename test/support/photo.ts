import sharp from 'sharp';
import type { Client } from './client';

/** @returns a JPEG of one colour, larger than a phone screen */
export const syntheticPhoto = (background = '#1F63E0', width = 1200, height = 900): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();

/** Uploads as a browser does. @returns the raw answer */
export async function uploadFile(
  client: Client,
  path: string,
  bytes: Buffer,
  field = 'photo',
): Promise<{ status: number; body: Record<string, never> & { photoId: string; url: string; code: string } }> {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), '../../evil.php');
  const response = await fetch(client.baseUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.token}` },
    body: form,
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** Uploads a photo as an organizer. @returns its id */
export async function uploadPhoto(client: Client, bytes?: Buffer): Promise<string> {
  const answer = await uploadFile(client, '/api/organizer/photos', bytes ?? (await syntheticPhoto()));
  if (answer.status !== 201) throw new Error(`photo refused: ${JSON.stringify(answer.body)}`);
  return answer.body.photoId;
}
