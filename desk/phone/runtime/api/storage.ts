import type { Phone } from '../phone';

const LIMIT_KIB = 10_240;

/** Values by key, kept by the host for one person and one mini-program. */
export function storageValues({ host: { storage } }: Phone) {
  const getStorageSync = (key: string): unknown => {
    const text = storage.getItem(key);
    return text === null ? '' : (JSON.parse(text) as { data: unknown }).data;
  };
  return {
    getStorageSync,
    setStorageSync: (key: string, data: unknown) => storage.setItem(key, JSON.stringify({ data })),
    removeStorageSync: (key: string) => storage.removeItem(key),
    clearStorageSync: () => {
      for (const key of storage.keys()) storage.removeItem(key);
    },
    getStorageInfoSync: () => ({ keys: storage.keys(), currentSize: sizeOf(storage), limitSize: LIMIT_KIB }),
    batchGetStorageSync: (keys: string[]) => keys.map(getStorageSync),
  };
}

export function storageApis(phone: Phone) {
  const values = storageValues(phone);
  const { storage } = phone.host;
  return {
    setStorage: ({ key, data }: { key: string; data: unknown }) => values.setStorageSync(key, data),
    getStorage: ({ key }: { key: string }) => {
      if (storage.getItem(key) === null) throw new Error('fail data not found');
      return { data: values.getStorageSync(key) };
    },
    removeStorage: ({ key }: { key: string }) => storage.removeItem(key),
    clearStorage: () => values.clearStorageSync(),
    getStorageInfo: () => values.getStorageInfoSync(),
  };
}

function sizeOf(storage: Phone['host']['storage']): number {
  const characters = storage
    .keys()
    .reduce((sum, key) => sum + key.length + (storage.getItem(key)?.length ?? 0), 0);
  return Math.ceil(characters / 1024);
}
