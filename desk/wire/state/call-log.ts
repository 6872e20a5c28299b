import { Ring } from './ring';

/** One API call as the desk saw it; tokens, secrets, codes and phone numbers are blotted out. */
export interface ApiCall {
  at: string;
  api: string;
  account: 'officialAccount' | 'miniProgram';
  query: Record<string, string>;
  body: unknown;
  /** JSON answer, or a word for anything else (`image`, `redirect`, `dropped`). */
  answer: unknown;
}

const SECRET = new Set([
  ...['access_token', 'refresh_token', 'secret', 'appsecret', 'session_key', 'js_code', 'code', 'ticket'],
  ...['phoneNumber', 'purePhoneNumber'],
]);

export class CallLog {
  private readonly calls = new Ring<ApiCall>(2_000);

  record(call: ApiCall): void {
    this.calls.add({
      ...call,
      query: blot(call.query) as Record<string, string>,
      body: blot(call.body),
      answer: blot(call.answer),
    });
  }

  all(): ApiCall[] {
    return this.calls.all();
  }
}

function blot(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(blot);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SECRET.has(key) ? '***' : blot(inner)]),
  );
}
