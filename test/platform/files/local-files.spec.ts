import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalFiles } from '../../../server/platform/files';

describe('local files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stvs-files-'));
  const files = new LocalFiles(join(folder, 'files'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps the same content once, under a name made of it', async () => {
    const [first, second] = await Promise.all([
      files.put(Buffer.from('picture'), 'jpg'),
      files.put(Buffer.from('picture'), 'jpg'),
    ]);
    expect(first).toMatch(/^[0-9a-f]{40}\.jpg$/);
    expect(second).toBe(first);
    expect(readdirSync(join(folder, 'files', first.slice(0, 2)))).toEqual([first]);
    expect(await files.read(first)).toEqual({ bytes: Buffer.from('picture'), type: 'image/jpeg' });
  });

  it.each(['../secrets.json', '..%2Fsecrets.json', '/etc/passwd', `${'a'.repeat(40)}.jpg`, ''])(
    'knows nothing of %p',
    async (name) => {
      writeFileSync(join(folder, 'secrets.json'), '{}');
      expect(await files.read(name)).toBeNull();
    },
  );
});
