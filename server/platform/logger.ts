import { type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;

/** Personal data and secrets that must never reach a log in full, whatever field or text they hide in (R60). */
const SCRUBS: [RegExp, string | ((match: string) => string)][] = [
  // In URLs and JSON alike: access_token=…, "secret":"…", appsecret, session_key, ticket, js_code, authorization.
  [
    /((?:access_token|appsecret|secret|session_key|api_ticket|ticket|js_code|refresh_token|authorization|token)\\?["']?\s*[=:]\s*\\?["']?(?:Bearer\s+)?)([^&"'\s\\,}]{6,})/gi,
    '$1[redacted]',
  ],
  // The secret address of somebody's calendar: whoever logs a path logs it.
  [/(\/calendars\/volunteers\/)[^\s"'?\\]+/g, '$1[redacted]'],
  // Resident identity numbers: 18 or 15 digits.
  [/(?<![\w])\d{17}[\dXx](?![\w])/g, (id) => `${id.slice(0, 3)}***********${id.slice(-4)}`],
  [/(?<![\w.])\d{15}(?![\w])/g, (id) => `${id.slice(0, 3)}********${id.slice(-4)}`],
  // Mainland mobile numbers.
  [/(?<![\w.])1[3-9]\d{9}(?![\w])/g, (phone) => `${phone.slice(0, 3)}****${phone.slice(-4)}`],
  // openid and unionid: "o" and 27 more of base64url.
  [/(?<![\w-])o[\w-]{27}(?![\w-])/g, (openid) => `${openid.slice(0, 4)}…`],
];

/** @returns `text` with tokens, secrets, openids, phones and ID numbers shortened beyond recovery */
export function scrub(text: string): string {
  return SCRUBS.reduce((line, [pattern, by]) => line.replace(pattern, by as string), text);
}

/**
 * What may be logged of an error. Only these fields: a database error also carries the statement with its parameters,
 * an upstream error the whole answer, and both hold personal data. MySQL repeats the value of a duplicate key.
 */
export function loggableError(thrown: unknown): {
  type: string;
  message: string;
  code: unknown;
  stack?: string | undefined;
} {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: 'not an error', code: undefined };
  const { name, message, code, stack } = thrown as Error & { code?: unknown };
  return {
    type: name,
    message: message.replace(/(Duplicate entry ')[\s\S]*(' for key)/, '$1…$2').slice(0, MAX_MESSAGE),
    code,
    // Without its first lines, which repeat the message.
    stack: stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  };
}

const MAX_MESSAGE = 500;

/**
 * One JSON line per event on standard output. Scrubbing happens on the finished line, so no call site can forget it.
 *
 * @param level 'silent' | 'error' | 'warn' | 'info' | 'debug'
 * @param write where lines go; tests pass a collector
 */
export function createLogger(
  level: string,
  write: (line: string) => void = (line) => process.stdout.write(line),
): Logger {
  return pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: loggableError } },
    { write: (line: string) => write(scrub(line)) },
  );
}
