import { createPool } from 'mysql2/promise';
import { Activity } from '../../server/activities';
import { newId } from '../../server/platform/ids';
import { fire, median, type Shot, takeTurns } from './load';
import { startServer } from './server-process';
import { setBenchStage } from './stage';

const PEOPLE = 3_000;
const CONNECTIONS = 32;
const ROUNDS = 3;

/**
 * Sign-ups accepted per second on one hot activity, over HTTP with sessions, eligibility and the outbox event in the
 * same commit, against a loop of raw mysql2 transactions (conditional update + insert + commit) on the same server.
 */
export async function signup(): Promise<string> {
  const stage = await setBenchStage();
  const product = await startServer('product', { ...stage.environment, LOG_LEVEL: 'error' });
  const pool = createPool({ uri: stage.environment.DATABASE_URL!, connectionLimit: CONNECTIONS });
  try {
    await pool.query('CREATE TABLE bench_activities (id varchar(26) PRIMARY KEY, places int, taken int)');
    await pool.query(
      'CREATE TABLE bench_signups (id varchar(26) PRIMARY KEY, activity_id varchar(26), person_id varchar(26), UNIQUE (activity_id, person_id))',
    );
    const tokens = await stage.addVolunteers(PEOPLE * ROUNDS);
    const results = await takeTurns(
      ROUNDS,
      async () => {
        const [id] = await stage.addActivities(1, PEOPLE);
        const shots = tokens.splice(0, PEOPLE).map((token) => signUpShot(id!, token));
        const round = await fire(product.url, shots, CONNECTIONS);
        const { takenPlaces } = await stage.database.manager.findOneByOrFail(Activity, { id: id! });
        const accepted = round.statuses.get(201) ?? 0;
        if (accepted !== PEOPLE || takenPlaces !== PEOPLE)
          throw new Error(`${accepted} accepted, ${takenPlaces} taken`);
        return round;
      },
      () => rawLoop(pool),
    );
    const ours = median(results.ours.map(({ perSecond }) => perSecond));
    const raw = median(results.yardstick);
    const p99 = median(results.ours.map((round) => round.p99));
    return `ratio=${(ours / raw).toFixed(2)} accepted=${ours.toFixed(0)}/s raw-mysql2=${raw.toFixed(0)}/s p99=${p99.toFixed(1)}ms connections=${CONNECTIONS}`;
  } finally {
    await pool.end();
    await product.stop();
    await stage.remove();
  }
}

const signUpShot = (activityId: string, token: string): Shot => ({
  method: 'POST',
  path: `/api/volunteer/activities/${activityId}/signups`,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  body: '{"riskAcknowledged":true}',
});

/** @returns accepted per second */
async function rawLoop(pool: ReturnType<typeof createPool>): Promise<number> {
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
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return PEOPLE / ((performance.now() - started) / 1000);
}
