import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { Activity } from '../../server/activities';
import { newId } from '../../server/platform/ids';
import { burst } from './burst';
import { median, type Shot, takeTurns } from './load';
import { type ServerProcess, startServer } from './server-process';
import { type BenchStage, setBenchStage } from './stage';

const PEOPLE = 10_000;
const ROUNDS = 3;
const API_PROCESSES = 2;
/** of the yardstick */
const RAW_CONNECTIONS = 32;
/** people with their phones in hand */
const HTTP_CONNECTIONS = 512;

/**
 * Sign-ups accepted per second on one hot activity, over HTTP at two API processes, with sessions, eligibility and the
 * outbox event in the same commit, against a loop of raw mysql2 transactions (conditional update + insert + commit) on
 * the same server in the same run. Both wait for the disk at every commit. `koa-floor` says what two processes of Koa
 * that only read the body and answer reach under the same load: what is below it is not the product's.
 */
export async function signup(): Promise<string> {
  const stage = await setBenchStage();
  const servers = await startApiProcesses(stage);
  const floor = await Promise.all(Array.from({ length: API_PROCESSES }, () => startServer('koa-floor')));
  const pool = createPool({ uri: stage.environment.DATABASE_URL!, connectionLimit: RAW_CONNECTIONS });
  try {
    const flush = await flushAtCommit(pool);
    await prepareYardstick(pool);
    const tokens = await stage.addVolunteers(PEOPLE * (ROUNDS + 1));
    const origins = servers.map(({ url }) => url);
    const round = async () => {
      const [id] = await stage.addActivities(1, PEOPLE);
      const shots = tokens.splice(0, PEOPLE).map((token) => signUpShot(id!, token));
      const result = await burst(origins, shots, HTTP_CONNECTIONS);
      const { takenPlaces } = await stage.database.manager.findOneByOrFail(Activity, { id: id! });
      const accepted = result.statuses.get(201) ?? 0;
      if (accepted !== PEOPLE || takenPlaces !== PEOPLE)
        throw new Error(`${accepted} accepted, ${takenPlaces} taken`);
      return { ...result, id: id! };
    };
    // Both sides once without measuring, so that neither pays for what is compiled only once.
    await round();
    await rawLoop(pool);
    await floorLoop(floor);
    const results = await takeTurns(ROUNDS, round, () => rawLoop(pool));
    const refused = await refusals(stage, origins, results.ours.at(-1)!.id, pool);
    const of = (key: 'perSecond' | 'p50' | 'p99') => median(results.ours.map((each) => each[key]));
    const raw = median(results.yardstick);
    const bare = await takeTurns(
      ROUNDS,
      () => floorLoop(floor),
      async () => 0,
    );
    return [
      `ratio=${(of('perSecond') / raw).toFixed(2)} accepted=${of('perSecond').toFixed(0)}/s raw-mysql2=${raw.toFixed(0)}/s koa-floor=${median(bare.ours).toFixed(0)}/s`,
      `p50=${of('p50').toFixed(1)}ms p99=${of('p99').toFixed(1)}ms`,
      `api-processes=${API_PROCESSES} connections=${HTTP_CONNECTIONS} raw-connections=${RAW_CONNECTIONS}`,
      `innodb_flush_log_at_trx_commit=${flush} ${refused}`,
    ].join(' ');
  } finally {
    await pool.end();
    await Promise.all([...servers, ...floor].map((server) => server.stop()));
    await stage.remove();
  }
}

async function floorLoop(servers: readonly ServerProcess[]): Promise<number> {
  const origins = servers.map(({ url }) => url);
  const shots = Array.from({ length: PEOPLE }, () => signUpShot(newId(), 'x'.repeat(43)));
  return (await burst(origins, shots, HTTP_CONNECTIONS)).perSecond;
}

/** Only the API: relaying and jobs are another process's in production. */
export const startApiProcesses = (stage: Pick<BenchStage, 'environment'>) =>
  Promise.all(
    Array.from({ length: API_PROCESSES }, () =>
      startServer('product', {
        ...stage.environment,
        LOG_LEVEL: 'error',
        WORKER: 'separate',
        WRITES_PER_MINUTE_ADDRESS: '10000000',
      }),
    ),
  );

export const signUpShot = (activityId: string, token: string): Shot => ({
  method: 'POST',
  path: `/api/volunteer/activities/${activityId}/signups`,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  body: '{"riskAcknowledged":true}',
});

/** @throws unless every commit waits for the disk: anything else would be another comparison */
async function flushAtCommit(pool: Pool): Promise<number> {
  const [[row]] = await pool.query<RowDataPacket[]>('SELECT @@innodb_flush_log_at_trx_commit AS flush');
  if (row?.flush !== 1) throw new Error(`innodb_flush_log_at_trx_commit is ${row?.flush}, must be 1`);
  return row.flush;
}

/** Who finds it full is told so without a write: rows written by the whole database server while hundreds are refused. */
async function refusals(stage: BenchStage, origins: string[], activityId: string, pool: Pool) {
  const tokens = await stage.addVolunteers(500);
  const before = await writes(pool);
  const shots = tokens.map((token) => signUpShot(activityId, token));
  const { perSecond, statuses } = await burst(origins, shots, HTTP_CONNECTIONS);
  const written = (await writes(pool)) - before;
  return `refused=${statuses.get(409) ?? 0} at ${perSecond.toFixed(0)}/s rows-written-by-refusals=${written}`;
}

/** @returns rows inserted, updated and deleted in the sign-up tables' database so far, as MariaDB counts them for this schema */
async function writes(pool: Pool): Promise<number> {
  const [[row]] = await pool.query<RowDataPacket[]>(
    `SELECT (SELECT COUNT(*) FROM signups) + (SELECT COUNT(*) FROM outbox_events)
          + (SELECT SUM(taken_places + waiting + last_queue_number) FROM activity_posts)
          + (SELECT SUM(taken_places + waiting) FROM activities) AS written`,
  );
  return Number(row?.written);
}

async function prepareYardstick(pool: Pool): Promise<void> {
  await pool.query('CREATE TABLE bench_activities (id varchar(26) PRIMARY KEY, places int, taken int)');
  await pool.query(
    'CREATE TABLE bench_signups (id varchar(26) PRIMARY KEY, activity_id varchar(26), person_id varchar(26), UNIQUE (activity_id, person_id))',
  );
}

/** @returns accepted per second */
async function rawLoop(pool: Pool): Promise<number> {
  const activityId = newId();
  await pool.query('INSERT INTO bench_activities VALUES (?, ?, 0)', [activityId, PEOPLE]);
  let left = PEOPLE;
  const started = performance.now();
  const worker = async () => {
    while (left-- > 0) {
      const connection = await pool.getConnection();
      try {
        await connection.beginTransaction();
        await connection.execute(
          'UPDATE bench_activities SET taken = taken + 1 WHERE id = ? AND taken < places',
          [activityId],
        );
        await connection.execute('INSERT INTO bench_signups VALUES (?, ?, ?)', [
          newId(),
          activityId,
          newId(),
        ]);
        await connection.commit();
      } finally {
        connection.release();
      }
    }
  };
  await Promise.all(Array.from({ length: RAW_CONNECTIONS }, worker));
  return PEOPLE / ((performance.now() - started) / 1000);
}
