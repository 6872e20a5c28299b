import createClient from 'openapi-fetch';
import { noteServerTime } from '../server-time';
import { Refusal, type RefusalBody } from './refusal';
import type { components, paths } from './schema';

/** Forms and views of the server by name, e.g. `View<'MemberView'>`. */
export type View<Name extends keyof components['schemas']> = components['schemas'][Name];

/** Every endpoint with its types: `answerOf(api.GET('/api/public/activities', { params: { query } }))`. */
export const api = createClient<paths>({ baseUrl: '/' });

/** What happens when the session has ended, told by session.ts. */
let sessionEnded: () => void = () => {};
export const onSessionEnded = (act: () => void): void => {
  sessionEnded = act;
};

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * Waits for an answer of `api`.
 *
 * @throws Refusal with the server's sentence, or with ours when the server did not answer
 */
export async function answerOf<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked.catch((): never => {
    throw new Refusal(0, { code: 'offline', message: '没有连上服务器，请检查网络后重试。' });
  });
  noteServerTime(response.headers.get('x-server-time'));
  if (response.ok) return data as T;
  if (response.status === 401) sessionEnded();
  throw new Refusal(response.status, bodyOf(error));
}

const bodyOf = (error: unknown): RefusalBody =>
  typeof error === 'object' && error !== null && 'message' in error
    ? (error as RefusalBody)
    : { code: 'unreadable', message: '服务器暂时没有正常回答，请稍后再试。' };

/** Uploads one file as the form field `file`; the generated client speaks JSON only. @throws Refusal */
export async function upload<T>(path: string, file: Blob, fields: Record<string, string> = {}): Promise<T> {
  // A file that was saved again since it was chosen cannot be read any more, and would look like a broken connection.
  await file
    .slice(0, 1)
    .arrayBuffer()
    .catch((): never => {
      const message = '选好文件以后它又被修改或移动了，请重新选择这个文件。';
      throw new Refusal(0, { code: 'file_changed', message });
    });
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', file);
  const asked = fetch(path, { method: 'POST', body }).then(async (response): Promise<Answered<T>> => {
    const answer = (await response.json().catch(() => undefined)) as T | undefined;
    return response.ok ? { data: answer, response } : { error: answer, response };
  });
  return answerOf(asked);
}
