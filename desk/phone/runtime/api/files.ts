import type { Phone } from '../phone';
import { promisified } from './call';

const USER_DATA_PATH = 'wxfile://usr';

interface Written {
  filePath: string;
  data: string | ArrayBuffer;
  encoding?: string;
}

export function fileApis(phone: Phone) {
  return {
    saveFile: ({ tempFilePath }: { tempFilePath: string }) => ({ savedFilePath: tempFilePath }),
    openDocument: ({ filePath, fileType = '' }: { filePath: string; fileType?: string }) => {
      const file = phone.files.get(filePath);
      if (!file) throw new Error('fail file not found');
      phone.host.openDocument(file, fileType || (filePath.split('.').at(-1) ?? ''));
    },
  };
}

/** The part of the file system manager that posters and downloads need. */
export function fileValues(phone: Phone) {
  const { files } = phone;
  const writeFileSync = (filePath: string, data: string | ArrayBuffer, encoding?: string) => {
    const content = encoding === 'base64' && typeof data === 'string' ? fromBase64(data) : data;
    files.write(filePath, new Blob([content], { type: typeOf(filePath) }));
  };
  const unlinkSync = (filePath: string) => files.remove(filePath);
  const readFile = async ({ filePath, encoding }: { filePath: string; encoding?: string }) => {
    const file = files.get(filePath);
    if (!file) throw new Error('fail no such file or directory');
    const bytes = await file.arrayBuffer();
    if (encoding === 'base64') return { data: toBase64(bytes) };
    return { data: encoding ? new TextDecoder().decode(bytes) : bytes };
  };
  const manager = {
    writeFileSync,
    unlinkSync,
    writeFile: promisified(phone, 'writeFile', ({ filePath, data, encoding }: Written) =>
      writeFileSync(filePath, data, encoding),
    ),
    readFile: promisified(phone, 'readFile', readFile),
    unlink: promisified(phone, 'unlink', ({ filePath }: Written) => unlinkSync(filePath)),
  };
  return {
    env: { USER_DATA_PATH },
    getFileSystemManager: () => manager,
    arrayBufferToBase64: toBase64,
    base64ToArrayBuffer: fromBase64,
  };
}

function toBase64(bytes: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer;
}

function typeOf(path: string): string {
  const ending = path.split('.').at(-1) ?? '';
  return { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', pdf: 'application/pdf' }[ending] ?? '';
}
