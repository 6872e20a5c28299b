/** The control API refuses what does not make sense; the message says what to do. */
export class DeskRefusal extends Error {
  override name = 'DeskRefusal';

  constructor(
    readonly status: 400 | 404 | 409,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** @returns `value`; refuses with 404 when there is none */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new DeskRefusal(404, 'missing', `模拟环境里没有${what}`);
  return value;
}
