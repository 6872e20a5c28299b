import { put } from './http';
import { readStored, writeStored } from './storage';

/**
 * 长者模式: text 1.3 times as large. The server keeps it for the person; this phone goes by its own value until the server
 * has answered. `components/page-state` applies it to its page.
 */
const LARGE_TYPE = 'settings.large-type';
/** A choice of this phone that the server has not taken yet. */
const UNSENT = 'settings.large-type-unsent';

export const isLargeType = (): boolean => readStored<boolean>(LARGE_TYPE) ?? false;

/** For who is not logged in, or has no network, it is sent at the next log-in. */
export function chooseLargeType(large: boolean): void {
  writeStored(LARGE_TYPE, large);
  writeStored(UNSENT, true);
}

/** @param kept by the server; null when the person never chose */
export function followLargeType(kept: boolean | null | undefined): void {
  if (readStored<boolean>(UNSENT)) void sendLargeType();
  else if (kept !== null && kept !== undefined) writeStored(LARGE_TYPE, kept);
}

/** Failing costs nothing: what is unsent stays so. */
export async function sendLargeType(): Promise<void> {
  try {
    await put('/api/volunteer/large-type', { on: isLargeType() });
    writeStored(UNSENT, null);
  } catch {}
}
