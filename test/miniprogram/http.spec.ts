import { configureHttp, get, post, withQuery } from '../../miniprogram/core/http';
import { fakeWx } from './support/fake-wx';

interface Asked {
  url: string;
  header: Record<string, string>;
  success(answer: { statusCode: number; data: unknown }): void;
  fail(error: { errMsg: string }): void;
}

/** A server that answers by the token it is shown. */
function server(answer: (asked: Asked) => { statusCode: number; data: unknown } | { errMsg: string }) {
  const asked: Asked[] = [];
  fakeWx({
    request: (options: Asked) => {
      asked.push(options);
      const given = answer(options);
      queueMicrotask(() => ('errMsg' in given ? options.fail(given) : options.success(given)));
    },
  });
  return asked;
}

const ended = { statusCode: 401, data: { code: 'session_expired', message: '登录已过期。' } };

describe('talking to the server', () => {
  let token: string | null;
  let renew: jest.Mock;
  beforeEach(() => {
    token = 'old';
    renew = jest.fn(async () => {
      token = 'new';
    });
    configureHttp({ baseUrl: 'https://server', session: { token: () => token, renew } });
  });

  test('an expired session is renewed once for everybody who waits, and they go on', async () => {
    server(({ header }) => (header.authorization === 'Bearer new' ? { statusCode: 200, data: 'ok' } : ended));
    const answers = await Promise.all([
      get('/api/volunteer/me'),
      get('/api/volunteer/signups'),
      post('/api/volunteer/x'),
    ]);
    expect(answers).toEqual(['ok', 'ok', 'ok']);
    expect(renew).toHaveBeenCalledTimes(1);
  });

  test('a session that is refused again is told, not tried for ever', async () => {
    const asked = server(() => ended);
    await expect(get('/api/volunteer/me')).rejects.toMatchObject({ code: 'session_expired', status: 401 });
    expect(asked).toHaveLength(2);
  });

  test('what everybody may read is read without log-in', async () => {
    token = null;
    const [asked] = [server(() => ({ statusCode: 200, data: [] }))];
    await get('/api/public/activities');
    expect(renew).not.toHaveBeenCalled();
    expect(asked[0]?.header).not.toHaveProperty('authorization');
    expect(asked[0]?.url).toBe('https://server/api/public/activities');
  });

  test.each([
    [{ errMsg: 'request:fail timeout' }, 'timeout'],
    [{ errMsg: 'request:fail' }, 'network'],
    [{ statusCode: 502, data: '<html>' }, 'unreadable'],
    [{ statusCode: 409, data: { code: 'activity_full', message: '名额刚刚满了。' } }, 'activity_full'],
  ])('%j fails with %s and a sentence', async (given, code) => {
    server(() => given);
    await expect(get('/api/public/x')).rejects.toMatchObject({ code, message: expect.stringMatching(/。$/) });
  });

  test('a query leaves out what is not set', () => {
    expect(withQuery('/a', { text: '科 学', cursor: undefined, name: '', free: true })).toBe(
      '/a?text=%E7%A7%91%20%E5%AD%A6&free=true',
    );
  });
});
