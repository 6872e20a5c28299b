import type { Failure } from './http';
import type { Position } from './position';
import { readStored, writeStored } from './storage';

/** A scan that the network kept from the server: kept on this phone until it got through. */
export interface PendingScan {
  activityId: string;
  kind: 'in' | 'out';
  code: string;
  key: string;
  /** where the phone was; without it the server does not take a scan that comes late */
  position?: Position;
}

const KEY = 'pending-scan';

export function pendingScan(activityId: string): PendingScan | null {
  const kept = readStored<PendingScan>(KEY);
  return kept?.activityId === activityId ? kept : null;
}

export const keepScan = (scan: PendingScan): void => writeStored(KEY, scan);
export const dropScan = (): void => writeStored(KEY, null);

/** Whether the server never answered: then nothing is known, and the same attempt may be made again. */
export const isUnanswered = (failure: unknown): boolean =>
  ['network', 'timeout'].includes((failure as Partial<Failure>).code ?? '');
