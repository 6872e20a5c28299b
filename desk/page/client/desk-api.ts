const TIMEOUT_MS = 60_000;

/** Asks the desk. @throws Error with a Chinese message */
export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = (await response.json().catch(() => ({}))) as T & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? '桌面微信没有回应，请看一下启动它的终端。');
  return answer;
}

/** Something a person does in WeChat, by the control API. */
export const act = <T = unknown>(person: string, action: string, body: object = {}): Promise<T> =>
  ask<T>('POST', `/control/people/${encodeURIComponent(person)}/${action}`, body);
