import { GroupCommit } from '../../server/platform/group-commit';

/** A commit that the test lets go, one batch after the other. */
function heldCommit<A>(outcome: (request: number) => A | Error) {
  const batches: { requests: number[]; finish: (error?: Error) => void }[] = [];
  const commit = (requests: number[]) =>
    new Promise<(A | Error)[]>((resolve, reject) => {
      const finish = (error?: Error) => (error ? reject(error) : resolve(requests.map(outcome)));
      batches.push({ requests, finish });
    });
  return { batches, group: new GroupCommit(commit) };
}

const turn = () => new Promise((done) => setTimeout(done, 5));
const double = (request: number) => request * 2;

describe('group commit', () => {
  it('takes together what arrives while the previous batch commits', async () => {
    const { batches, group } = heldCommit(double);
    const first = group.submit(1);
    await turn();
    const later = [2, 3, 4].map((request) => group.submit(request));
    await turn();
    expect(batches.map(({ requests }) => requests)).toEqual([[1]]);
    batches[0]!.finish();
    expect(await first).toBe(2);
    await turn();
    expect(batches.map(({ requests }) => requests)).toEqual([[1], [2, 3, 4]]);
    batches[1]!.finish();
    expect(await Promise.all(later)).toEqual([4, 6, 8]);
  });

  it('answers nobody before the commit', async () => {
    const { batches, group } = heldCommit(double);
    let answered = false;
    const answer = group.submit(1).then(() => {
      answered = true;
    });
    await turn();
    expect(answered).toBe(false);
    batches[0]!.finish();
    await answer;
  });

  it('takes 256 at a time and leaves nobody behind', async () => {
    const sizes: number[] = [];
    const group = new GroupCommit<number, number>(async (requests) => {
      sizes.push(requests.length);
      return requests.map(double);
    });
    const requests = Array.from({ length: 600 }, (_, index) => index);
    expect(await Promise.all(requests.map((request) => group.submit(request)))).toEqual(requests.map(double));
    expect(sizes).toEqual([256, 256, 88]);
    expect(await group.submit(7)).toBe(14);
  });

  it('refuses one without the others', async () => {
    const full = new Error('full');
    const group = new GroupCommit<number, number>(async (requests) =>
      requests.map((request) => (request === 2 ? full : double(request))),
    );
    const results = await Promise.allSettled([1, 2, 3].map((request) => group.submit(request)));
    expect(results).toEqual([
      { status: 'fulfilled', value: 2 },
      { status: 'rejected', reason: full },
      { status: 'fulfilled', value: 6 },
    ]);
  });

  it('tries a batch that cannot be written one by one, so that only who is at fault fails', async () => {
    const batches: number[][] = [];
    const group = new GroupCommit<number, number>(async (requests) => {
      batches.push(requests);
      if (requests.includes(2)) throw new Error('data too long');
      return requests.map(double);
    });
    const results = await Promise.allSettled([1, 2, 3].map((request) => group.submit(request)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(batches).toEqual([[1, 2, 3], [1], [2], [3]]);
    expect(await group.submit(5)).toBe(10);
  });

  it('asks a database that is gone only once, and serves again when it is back', async () => {
    const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', fatal: true });
    let down = true;
    let attempts = 0;
    const group = new GroupCommit<number, number>(async (requests) => {
      attempts += 1;
      if (down) throw gone;
      return requests.map(double);
    });
    const results = await Promise.allSettled([1, 2, 3].map((request) => group.submit(request)));
    expect(results).toEqual(Array(3).fill({ status: 'rejected', reason: gone }));
    expect(attempts).toBe(1);
    down = false;
    expect(await group.submit(4)).toBe(8);
  });
});
