/** Small things kept on this phone: the session, unfinished forms, settings. Never personal numbers in full. */
export function readStored<T>(key: string): T | null {
  const value: unknown = wx.getStorageSync(key);
  return value === '' || value === undefined ? null : (value as T);
}

/** null removes */
export function writeStored(key: string, value: unknown): void {
  if (value === null) wx.removeStorageSync(key);
  else wx.setStorageSync(key, value);
}
