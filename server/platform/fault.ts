/** What went wrong, in terms of what the caller can do about it. HTTP status is decided only in `http/fault-handler.ts`. */
export type FaultKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'limited'
  | 'upstream';

/**
 * The one expected error. Anything that is not a Fault is a bug.
 *
 * @property code    stable, machine-readable, `snake_case`; part of the API
 * @property message Chinese, fit to show to a person, says what to do next
 * @property detail  optional plain data for the client (field errors, reasons); never personal data
 */
export class Fault extends Error {
  override readonly name = 'Fault';

  constructor(
    readonly kind: FaultKind,
    readonly code: string,
    message: string,
    readonly detail?: Record<string, unknown>,
  ) {
    super(message);
  }
}

/** Narrows `value`; throws `fault` when it is null, undefined or false. */
export function ensure(value: unknown, fault: Fault | (() => Fault)): asserts value {
  if (value === null || value === undefined || value === false) {
    throw typeof fault === 'function' ? fault() : fault;
  }
}

export const invalid = (code: string, message: string, detail?: Record<string, unknown>) =>
  new Fault('invalid', code, message, detail);
export const unauthenticated = (code: string, message: string) => new Fault('unauthenticated', code, message);
export const forbidden = (code: string, message: string, detail?: Record<string, unknown>) =>
  new Fault('forbidden', code, message, detail);
export const missing = (code: string, message: string, detail?: Record<string, unknown>) =>
  new Fault('missing', code, message, detail);
export const conflict = (code: string, message: string, detail?: Record<string, unknown>) =>
  new Fault('conflict', code, message, detail);
export const limited = (code: string, message: string, detail?: Record<string, unknown>) =>
  new Fault('limited', code, message, detail);
export const upstream = (code: string, message: string, detail?: Record<string, unknown>) =>
  new Fault('upstream', code, message, detail);
