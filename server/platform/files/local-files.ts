import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newId } from '../ids';
import type { FileExtension, FileStore, StoredFile } from './file-store';

const NAME = /^[0-9a-f]{40}\.(jpg|png|pdf)$/;
const TYPES: Record<FileExtension, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
};

/** Files in a local folder, spread over 256 subfolders by the first two digits of their names. */
export class LocalFiles implements FileStore {
  constructor(private readonly folder: string) {}

  async put(bytes: Buffer, extension: FileExtension): Promise<string> {
    const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 40)}.${extension}`;
    const path = this.pathOf(name);
    await mkdir(dirname(path), { recursive: true });
    // Written aside and moved into place: a reader never sees half a file.
    const aside = `${path}.${newId()}`;
    await writeFile(aside, bytes, { mode: 0o640 });
    await rename(aside, path);
    return name;
  }

  async read(name: string): Promise<StoredFile | null> {
    const extension = NAME.exec(name)?.[1] as FileExtension | undefined;
    if (!extension) return null;
    try {
      return { bytes: await readFile(this.pathOf(name)), type: TYPES[extension] };
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return null;
      throw error;
    }
  }

  private pathOf(name: string): string {
    return join(this.folder, name.slice(0, 2), name);
  }
}
