import { readStored, writeStored } from './storage';

/** 长者模式: text 1.3 times as large, kept on this phone. `components/page-state` applies it to its page. */
const LARGE_TYPE = 'settings.large-type';

export const isLargeType = (): boolean => readStored<boolean>(LARGE_TYPE) ?? false;

export function setLargeType(large: boolean): void {
  writeStored(LARGE_TYPE, large);
}
