/** A stand-in for WeChat's global, for modules without pages. @returns what was called, by name */
export function fakeWx(apis: Record<string, unknown> = {}): Record<string, jest.Mock> {
  const kept = new Map<string, unknown>();
  const calls = {
    showToast: jest.fn(),
    showModal: jest.fn(async () => ({ confirm: true })),
    stopPullDownRefresh: jest.fn(),
    navigateTo: jest.fn(),
    switchTab: jest.fn(),
    getStorageSync: jest.fn((key: string) => kept.get(key) ?? ''),
    setStorageSync: jest.fn((key: string, value: unknown) => kept.set(key, value)),
    removeStorageSync: jest.fn((key: string) => kept.delete(key)),
  };
  Object.assign(globalThis, { wx: { ...calls, ...apis } });
  return { ...calls, ...(apis as Record<string, jest.Mock>) };
}

/** The part of a page that functions over pages use. */
export function fakePage<D extends object>(data: D) {
  return {
    data,
    setData(changes: object) {
      Object.assign(this.data, changes);
    },
  };
}
