import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { createDataSource } from '../../../server/platform/database';

const WRITERS = 32;

/** Half of the transactions fail after a pause; the others are acknowledged. @returns how many acknowledged rows exist afterwards */
async function overlap(
  dataSource: DataSource,
): Promise<{ acknowledged: number; present: number; wrong: number }> {
  await dataSource.query('CREATE TABLE marks (id integer primary key)');
  const acknowledged: number[] = [];
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, id) => {
      await dataSource
        .transaction(async (manager) => {
          await manager.query('INSERT INTO marks VALUES (?)', [id]);
          await new Promise((done) => setTimeout(done, 1));
          if (id % 2 === 1) throw new Error('refused');
        })
        .then(() => acknowledged.push(id))
        .catch(() => {});
    }),
  );
  const rows: { id: number }[] = await dataSource.query('SELECT id FROM marks');
  const present = rows.map((row) => row.id);
  return {
    acknowledged: acknowledged.length,
    present: acknowledged.filter((id) => present.includes(id)).length,
    wrong: present.filter((id) => id % 2 === 1).length,
  };
}

describe('overlapping transactions on the embedded database', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stvs-serial-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lose rows with TypeORM’s own runner: the reason for ours', async () => {
    const plain = await new DataSource({
      type: 'better-sqlite3',
      driver: require('libsql'),
      database: join(folder, 'plain.db'),
    }).initialize();
    const { acknowledged, present, wrong } = await overlap(plain);
    await plain.destroy();
    expect(acknowledged !== present || wrong > 0 || acknowledged !== WRITERS / 2).toBe(true);
  });

  it('lose nothing with the serial runner, and keep nothing that was refused', async () => {
    const config = { engine: 'embedded' as const, path: join(folder, 'serial.db') };
    const serial = await createDataSource(config, { entities: [], migrations: [] }).initialize();
    const result = await overlap(serial);
    await serial.destroy();
    expect(result).toEqual({ acknowledged: WRITERS / 2, present: WRITERS / 2, wrong: 0 });
  });

  it('keeps a plain read out of somebody else’s open transaction', async () => {
    const config = { engine: 'embedded' as const, path: join(folder, 'reads.db') };
    const serial = await createDataSource(config, { entities: [], migrations: [] }).initialize();
    await serial.query('CREATE TABLE marks (id integer primary key)');
    let release = () => {};
    const open = serial.transaction(async (manager) => {
      await manager.query('INSERT INTO marks VALUES (1)');
      await new Promise<void>((done) => {
        release = done;
      });
      throw new Error('refused');
    });
    const read = new Promise((done) => setTimeout(done, 5)).then(() => serial.query('SELECT id FROM marks'));
    setTimeout(() => release(), 20);
    await expect(open).rejects.toThrow('refused');
    expect(await read).toEqual([]);
    await serial.destroy();
  });
});
