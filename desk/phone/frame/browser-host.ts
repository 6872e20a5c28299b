import type { Host, KeptStorage } from '../runtime/host';
import { willingHost } from '../runtime/willing-host';

/**
 * The person at this browser: storage that stays, files from the disk, pictures and documents as downloads, and what is typed for
 * what a camera would see.
 * @param person keeps the storages of several phones in one browser apart
 */
export function browserHost(person: string, own: Partial<Host> = {}): Host {
  const storage = browserStorage(`phone:${person}:`);
  return willingHost({
    storage,
    pickFiles,
    saveToAlbum: async (file) => download(file, `图片.${file.type.split('/')[1] ?? 'png'}`),
    openDocument: (file, fileType) => download(file, `文件.${fileType}`),
    scan: async () => {
      const text = window.prompt('扫到的内容');
      if (!text) throw new Error('fail cancel');
      return text;
    },
    profile: async () => ({ nickname: person, avatarUrl: '' }),
    ...own,
  });
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A part of the browser's storage. */
export function browserStorage(prefix: string): KeptStorage {
  const { localStorage } = window;
  return {
    getItem: (key) => localStorage.getItem(prefix + key),
    setItem: (key, value) => localStorage.setItem(prefix + key, value),
    removeItem: (key) => localStorage.removeItem(prefix + key),
    keys: () =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length)),
  };
}

function pickFiles({
  count,
  accept,
  camera,
}: {
  count: number;
  accept: string;
  camera: boolean;
}): Promise<File[]> {
  const input = document.createElement('input');
  Object.assign(input, { type: 'file', accept, multiple: count > 1 });
  if (camera) input.setAttribute('capture', 'environment');
  input.hidden = true;
  document.body.append(input);
  return new Promise((resolve) => {
    const answer = () => {
      resolve([...(input.files ?? [])]);
      input.remove();
    };
    input.addEventListener('change', answer);
    input.addEventListener('cancel', answer);
    input.click();
  });
}
