import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fire, median, type Round, type Shot, takeTurns } from './load';
import { startServer } from './server-process';
import { setBenchStage } from './stage';

const REQUESTS = 6_000;
const CONNECTIONS = 32;
const ROUNDS = 3;
const ACTIVITIES = 200;

/** The public activity list and detail of the product on MariaDB + Redis against bare Koa that returns the same bytes. */
export async function reads(): Promise<string> {
  const stage = await setBenchStage();
  const folder = mkdtempSync(join(tmpdir(), 'stvs-bench-'));
  const stops: (() => Promise<void>)[] = [];
  try {
    const [activityId] = await stage.addActivities(ACTIVITIES, 50);
    const product = await startServer('product', stage.environment);
    stops.push(product.stop);
    const paths = { list: '/api/public/activities', detail: `/api/public/activities/${activityId}` };
    const bodies: Record<string, string> = {};
    for (const path of Object.values(paths)) bodies[path] = await (await fetch(product.url + path)).text();
    const bodiesFile = join(folder, 'bodies.json');
    writeFileSync(bodiesFile, JSON.stringify(bodies));
    const bare = await startServer('same-bytes', { BODIES_FILE: bodiesFile });
    stops.push(bare.stop);

    const figures: string[] = [];
    const ratios: number[] = [];
    for (const [name, path] of Object.entries(paths)) {
      const shots: Shot[] = Array.from({ length: REQUESTS }, () => ({ method: 'GET', path }));
      const turn = (url: string) => () => fire(url, shots, CONNECTIONS);
      const { ours, yardstick } = await takeTurns(ROUNDS, turn(product.url), turn(bare.url));
      const rate = (rounds: Round[]) => median(rounds.map(({ perSecond }) => perSecond));
      ratios.push(rate(ours) / rate(yardstick));
      const bytes = Buffer.byteLength(bodies[path]!);
      figures.push(
        `${name}=${ratios.at(-1)!.toFixed(2)} (${rate(ours).toFixed(0)}/s of ${rate(yardstick).toFixed(0)}/s, ${bytes} bytes, p99 ${median(ours.map(({ p99 }) => p99)).toFixed(1)} ms)`,
      );
    }
    return `ratio=${Math.min(...ratios).toFixed(2)} ${figures.join(' ')}`;
  } finally {
    for (const stop of stops) await stop();
    rmSync(folder, { recursive: true });
    await stage.remove();
  }
}
