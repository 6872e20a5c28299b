import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Bytes; below it the headers weigh more than what is saved. */
const WORTHWHILE = 1_024;
const ENCODINGS = { br: promisify(brotliCompress), gz: promisify(gzip) };

/** Writes `x.js.br` and `x.js.gz` beside each script, style and drawing, so that the server only picks one (Site). */
export const compressedFiles = (): Plugin => ({
  name: 'compressed-files',
  apply: 'build',
  async writeBundle({ dir = '' }) {
    const folder = join(dir, 'static');
    const names = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name));
    await Promise.all(
      names.map(async (name) => {
        const file = join(folder, name);
        const content = await readFile(file);
        if (content.length < WORTHWHILE) return;
        for (const [ending, compress] of Object.entries(ENCODINGS))
          await writeFile(`${file}.${ending}`, await compress(content));
      }),
    );
  },
});
