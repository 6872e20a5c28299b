import { messageOf } from '../journal';
import type { Phone } from '../phone';
import { ApiFailure, type Callbacks, promisified } from './call';

const TIMEOUT = 60_000;

interface RequestOptions {
  url: string;
  data?: unknown;
  header?: Record<string, string>;
  method?: string;
  timeout?: number;
  dataType?: string;
  responseType?: string;
}

interface UploadOptions extends RequestOptions {
  filePath: string;
  name: string;
  formData?: Record<string, string>;
}

/** Calls that return a task at once, whose answer comes through callbacks. */
export function networkTasks(phone: Phone) {
  return {
    request: task(phone, 'request', (options: RequestOptions, signal) => request(phone, options, signal)),
    uploadFile: task(phone, 'uploadFile', (options: UploadOptions, signal) => upload(phone, options, signal)),
    downloadFile: task(phone, 'downloadFile', (options: RequestOptions, signal) =>
      download(phone, options, signal),
    ),
  };
}

function task<T extends RequestOptions>(
  phone: Phone,
  name: string,
  run: (options: T, signal: AbortSignal) => Promise<object>,
) {
  return (given: T & Callbacks) => {
    const controller = new AbortController();
    const call = promisified(phone, name, async (options: T) => {
      const timer = setTimeout(() => controller.abort('timeout'), options.timeout ?? TIMEOUT);
      try {
        return await run(options, controller.signal);
      } catch (error) {
        if (controller.signal.aborted) throw new ApiFailure(`fail ${controller.signal.reason}`, { errno: 5 });
        throw new ApiFailure(`fail ${messageOf(error)}`, { errno: 600001 });
      } finally {
        clearTimeout(timer);
      }
    });
    // A task answers only through callbacks, also when none was given.
    call({ complete() {}, ...given } as never);
    const ignore = () => {};
    return {
      abort: () => controller.abort('abort'),
      onHeadersReceived: ignore,
      offHeadersReceived: ignore,
      onProgressUpdate: ignore,
      offProgressUpdate: ignore,
      onChunkReceived: ignore,
      offChunkReceived: ignore,
    };
  };
}

async function request(phone: Phone, options: RequestOptions, signal: AbortSignal): Promise<object> {
  const { method = 'GET', data, dataType = 'json', responseType = 'text' } = options;
  const headers = lowerCase({ 'content-type': 'application/json', ...options.header });
  const url = addressOf(phone, options.url);
  const init: RequestInit = { method, headers, signal };
  if (method === 'GET' || method === 'HEAD') addQuery(url, data);
  else if (data !== undefined) init.body = bodyOf(data, headers['content-type'] ?? '');
  const response = await fetch(url.href, init);
  const body = responseType === 'arraybuffer' ? await response.arrayBuffer() : await response.text();
  return {
    data: typeof body === 'string' && dataType === 'json' ? parsed(body) : body,
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
    cookies: [],
  };
}

async function upload(phone: Phone, options: UploadOptions, signal: AbortSignal): Promise<object> {
  const file = phone.files.get(options.filePath);
  if (!file) throw new Error('file not found');
  const form = new FormData();
  for (const [name, value] of Object.entries(options.formData ?? {})) form.append(name, value);
  form.append(options.name, file, options.filePath.split('/').at(-1));
  // The browser writes the content type, because only it knows the boundary.
  const { 'content-type': _, ...headers } = lowerCase(options.header ?? {});
  const response = await fetch(addressOf(phone, options.url).href, {
    method: 'POST',
    headers,
    body: form,
    signal,
  });
  return {
    data: await response.text(),
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
  };
}

async function download(phone: Phone, options: RequestOptions, signal: AbortSignal): Promise<object> {
  const url = addressOf(phone, options.url);
  const response = await fetch(url.href, { headers: options.header ?? {}, signal });
  const tempFilePath = phone.files.add(await response.blob(), url.pathname);
  return { tempFilePath, statusCode: response.status, header: Object.fromEntries(response.headers) };
}

function addressOf(phone: Phone, url: string): URL {
  return new URL(url, phone.host.requestBase || document.baseURI);
}

function addQuery(url: URL, data: unknown): void {
  for (const [name, value] of Object.entries((data ?? {}) as object)) {
    if (value !== undefined)
      url.searchParams.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
}

function bodyOf(data: unknown, contentType: string): BodyInit {
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data;
  if (contentType.includes('x-www-form-urlencoded'))
    return new URLSearchParams(data as Record<string, string>).toString();
  return JSON.stringify(data);
}

function lowerCase(header: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]));
}

/** WeChat hands text that is no JSON on as text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
