/**
 * The only place that talks to the server (`wx.request`, `wx.uploadFile`, `wx.downloadFile`). Log-in is handed to it by `app.ts`, so that an expired
 * session is renewed once, silently, and everybody who waited for it goes on.
 */
export interface Failure {
  /** stable code of the server, or `network` | `timeout` */
  code: string;
  /** Chinese, fit to show, says what to do */
  message: string;
  status: number;
  detail?: Record<string, unknown>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface Session {
  /** null before log-in */
  token(): string | null;
  /** Logs in anew and remembers the token; called once however many requests wait. */
  renew(): Promise<void>;
}

const TIMEOUT_MS = 10_000;
const UPLOAD_TIMEOUT_MS = 60_000;
const SESSION_ENDED = new Set(['session_expired', 'session_missing']);

let baseUrl = '';
let session: Session = { token: () => null, renew: async () => {} };
let renewing: Promise<void> | null = null;

export function configureHttp(options: { baseUrl: string; session: Session }): void {
  baseUrl = options.baseUrl;
  session = options.session;
}

export const get = <T>(path: string): Promise<T> => call<T>('GET', path);
export const post = <T = void>(path: string, body: object = {}): Promise<T> => call<T>('POST', path, body);
export const put = <T = void>(path: string, body: object = {}): Promise<T> => call<T>('PUT', path, body);
export const del = <T = void>(path: string): Promise<T> => call<T>('DELETE', path);

/** Sends one file of this phone as multipart. @throws Failure */
export const upload = <T>(path: string, filePath: string): Promise<T> =>
  inSession(path, () => sendFile<T>(path, filePath));

/**
 * Brings a file of the server that anybody may have onto this phone.
 * @param url as `serverUrl` gives it
 * @returns its path there. @throws Failure
 */
export const download = (url: string): Promise<string> => fetchFile(url);

/** The same for a file that only this person may have. @param path of the server */
export const downloadOwn = (path: string): Promise<string> =>
  inSession(path, () => fetchFile(baseUrl + path, authorization()));

/** @returns the address of a file that the server named by its path */
export const serverUrl = (path: string): string => baseUrl + path;

/** @returns `path?a=1&b=2` without what is undefined or empty */
export function withQuery(
  path: string,
  query: Record<string, string | number | boolean | undefined>,
): string {
  const parts = Object.keys(query)
    .filter((key) => query[key] !== undefined && query[key] !== '')
    .map((key) => `${key}=${encodeURIComponent(String(query[key]))}`);
  return parts.length > 0 ? `${path}?${parts.join('&')}` : path;
}

/** @throws Failure */
const call = <T>(method: Method, path: string, body?: object): Promise<T> =>
  inSession(path, () => send<T>(method, path, body));

async function inSession<T>(path: string, attempt: () => Promise<T>): Promise<T> {
  const needsSession = !path.startsWith('/api/public/');
  if (needsSession && session.token() === null) await renewOnce();
  try {
    return await attempt();
  } catch (failure) {
    if (!needsSession || !SESSION_ENDED.has((failure as Failure).code)) throw failure;
    await renewOnce();
    return attempt();
  }
}

function renewOnce(): Promise<void> {
  renewing ??= session.renew().finally(() => {
    renewing = null;
  });
  return renewing;
}

const authorization = (): Record<string, string> => {
  const token = session.token();
  return token ? { authorization: `Bearer ${token}` } : {};
};

function send<T>(method: Method, path: string, body?: object): Promise<T> {
  return new Promise((resolve, reject) => {
    wx.request({
      url: baseUrl + path,
      method,
      data: body,
      timeout: TIMEOUT_MS,
      header: { 'content-type': 'application/json', ...authorization() },
      success: ({ statusCode, data }) => {
        if (statusCode < 300) resolve(data as T);
        else reject(failureOf(statusCode, data));
      },
      fail: ({ errMsg }) => reject(networkFailure(errMsg)),
    });
  });
}

function sendFile<T>(path: string, filePath: string): Promise<T> {
  return new Promise((resolve, reject) => {
    wx.uploadFile({
      url: baseUrl + path,
      filePath,
      name: 'file',
      timeout: UPLOAD_TIMEOUT_MS,
      header: authorization(),
      success: ({ statusCode, data }) => {
        if (statusCode < 300) resolve(parsed(data) as T);
        else reject(failureOf(statusCode, parsed(data)));
      },
      fail: ({ errMsg }) => reject(networkFailure(errMsg)),
    });
  });
}

function fetchFile(url: string, header: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      timeout: UPLOAD_TIMEOUT_MS,
      header,
      success: ({ statusCode, tempFilePath }) => {
        if (statusCode < 300) resolve(tempFilePath);
        // The refusal lies in the file that was written instead; asking again shows it in words.
        else reject(statusCode === 401 ? ENDED : failureOf(statusCode, undefined));
      },
      fail: ({ errMsg }) => reject(networkFailure(errMsg)),
    });
  });
}

const ENDED: Failure = { code: 'session_expired', message: '登录已过期，请重试。', status: 401 };

/** What a proxy answers in its own words is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureOf(status: number, data: unknown): Failure {
  const { code, message, detail } = (data ?? {}) as Partial<Failure>;
  if (code && message) return { code, message, status, ...(detail ? { detail } : {}) };
  return { code: 'unreadable', message: '服务暂时没有回应，请稍后再试。', status };
}

function networkFailure(errMsg: string): Failure {
  const late = /timeout/i.test(errMsg);
  const message = late ? '网络有点慢，没有等到回应。请稍后再试。' : '没有连上网络，请检查后重试。';
  return { code: late ? 'timeout' : 'network', message, status: 0 };
}
