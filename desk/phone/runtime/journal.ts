import type { ShareKind, SharePayload } from './host';

/** What a mini-program did, for tests and for the desk's inspector. Lives in the page, is never sent anywhere. */
export class Journal {
  readonly calls: { name: string; options: unknown }[] = [];
  readonly shares: (SharePayload & { kind: ShareKind })[] = [];
  readonly errors: string[] = [];

  called(name: string, options: unknown): void {
    this.calls.push({ name, options });
  }

  shared(kind: ShareKind, payload: SharePayload): void {
    this.shares.push({ kind, ...payload });
  }

  failed(error: unknown): void {
    this.errors.push((error as Partial<Error> | undefined)?.stack ?? messageOf(error));
  }
}

/** What an error says. It may come from the window around the phone, whose `Error` is another one. */
export function messageOf(error: unknown): string {
  const message = (error as Partial<Error> | undefined)?.message;
  return typeof message === 'string' ? message : String(error);
}
