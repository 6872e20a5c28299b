import { Activity, Post } from '../../server/activities';
import { SignUp } from '../../server/signups';
import { burst } from './burst';
import { OwnMariadb } from './own-mariadb';
import { signUpShot, startApiProcesses } from './signup.bench';
import { type BenchStage, setBenchStage } from './stage';

const PEOPLE = 2_500;
const PLACES = 1_500;
const CONNECTIONS = 128;
/** answers after which everything is killed, in the middle of a burst; the last round goes beyond the places */
const KILLED_AFTER = [300, 900, 1_600];

/**
 * kill -9 of both API processes and of the database in the middle of a burst, several times: whoever was answered has
 * their place afterwards, and there are never more than places.
 */
export async function signupKill(): Promise<string> {
  const mariadb = await OwnMariadb.start();
  process.env.STVS_TEST_MYSQL_URL = mariadb.url;
  try {
    const stage = await setBenchStage();
    const totals = { answered: 0, lost: 0, oversold: 0, unanswered: 0 };
    for (const after of KILLED_AFTER) {
      const outcome = await killedRound(stage, mariadb, after);
      for (const [key, count] of Object.entries(outcome)) totals[key as keyof typeof totals] += count;
    }
    await stage.remove();
    const { lost, oversold, answered, unanswered } = totals;
    return `lost=${lost} oversold=${oversold} answered=${answered} written-but-unanswered=${unanswered} kills=${KILLED_AFTER.length}`;
  } finally {
    delete process.env.STVS_TEST_MYSQL_URL;
    await mariadb.remove();
  }
}

async function killedRound(stage: BenchStage, mariadb: OwnMariadb, after: number) {
  const servers = await startApiProcesses(stage);
  const tokens = await stage.addVolunteers(PEOPLE);
  const [id] = (await stage.addActivities(1, PLACES)) as [string];
  const accepted: string[] = [];
  let answers = 0;
  let killed: Promise<unknown> | undefined;
  await burst(
    servers.map(({ url }) => url),
    tokens.map((token) => signUpShot(id, token)),
    CONNECTIONS,
    (_, { status, body }) => {
      if (status === 201) accepted.push(JSON.parse(body).id);
      answers += 1;
      if (answers >= after)
        killed ??= Promise.all([...servers.map((server) => server.stop()), mariadb.kill()]);
    },
  );
  await killed;
  await mariadb.run();
  return compare(stage, id, accepted);
}

/** What was answered against what is there after the restart. */
async function compare(stage: BenchStage, activityId: string, accepted: string[]) {
  const { manager } = stage.database;
  const rows = await manager.findBy(SignUp, { activityId, state: 'CONFIRMED' });
  const held = new Set(rows.map(({ id }) => id));
  const { takenPlaces } = await manager.findOneByOrFail(Activity, { id: activityId });
  const post = await manager.findOneByOrFail(Post, { activityId });
  if (takenPlaces !== held.size || post.takenPlaces !== held.size)
    throw new Error(`${held.size} sign-ups, counted ${takenPlaces} and ${post.takenPlaces}`);
  const lost = accepted.filter((id) => !held.has(id)).length;
  return {
    answered: accepted.length,
    lost,
    oversold: Math.max(0, held.size - PLACES),
    unanswered: held.size - (accepted.length - lost),
  };
}
