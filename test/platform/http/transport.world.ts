import { gzipSync } from 'node:zlib';
import { DAY } from '../../../server/platform/clock';
import { createWorld, type World } from '../../support/world';

describe('the HTTP transport', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  const send = (path: string, init: RequestInit) => fetch(world.url + path, init);
  const post = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
    send('/api/public/sessions', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });

  it('tells the product’s time with each answer, also with a refusal', async () => {
    world.advance(3 * DAY);
    for (const path of ['/api/public/agreement', '/api/public/nothing']) {
      const told = Date.parse((await send(path, {})).headers.get('x-server-time') ?? '');
      expect(Math.abs(told - world.clock.now().getTime())).toBeLessThan(5_000);
    }
  });

  it.each([
    [
      'another media type',
      () => post('code=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported_media_type',
    ],
    [
      'a compressed body',
      () => post(gzipSync('{}'), { 'content-encoding': 'gzip' }),
      415,
      'unsupported_media_type',
    ],
    ['broken JSON', () => post('{"code":'), 400, 'invalid_json'],
    ['an array', () => post('[]'), 400, 'invalid_input'],
    ['a list of numbers for a text', () => post('{"code":[1]}'), 400, 'invalid_input'],
    ['an unknown field', () => post('{"code":"a","more":1}'), 400, 'invalid_input'],
    ['an unknown query field', () => send('/api/public/agreement?x=1', {}), 400, 'invalid_input'],
    ['an unknown address', () => send('/api/public/nothing', {}), 404, 'not_found'],
    [
      'a method that is not offered',
      () =>
        send('/api/public/agreement', {
          method: 'POST',
          body: '{}',
          headers: { 'content-type': 'application/json' },
        }),
      405,
      'method_not_allowed',
    ],
    [
      'a malformed authorization',
      () => send('/api/volunteer/me', { headers: { authorization: 'Basic abc' } }),
      401,
      'session_missing',
    ],
  ])('refuses %s with a stable code and Chinese words', async (_, request, status, code) => {
    const response = await request();
    const body = (await response.json()) as { code: string; message: string };
    expect([response.status, body.code]).toEqual([status, code]);
    expect(body.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('refuses a 2 MB body without reading all of it', async () => {
    const response = await post(`{"code":"${'a'.repeat(2 * 1024 * 1024)}"}`).catch(() => undefined);
    // The server answers and hangs up; a client still writing may see either.
    if (response)
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
        413,
        'body_too_large',
      ]);
    expect((await send('/healthz', {})).status).toBe(200);
  });

  it('names the fields that are wrong', async () => {
    const body = (await (await post('{"code":""}')).json()) as { detail: unknown };
    expect(body.detail).toEqual({ part: 'body', fields: [{ field: 'code', message: '请填写' }] });
  });

  it('gives every answer a request id and keeps a well-formed one', async () => {
    expect((await send('/healthz', {})).headers.get('x-request-id')).toMatch(/^[0-9A-Z]{26}$/);
    const given = await send('/healthz', { headers: { 'x-request-id': 'proxy-12345678' } });
    expect(given.headers.get('x-request-id')).toBe('proxy-12345678');
    const nasty = await send('/healthz', { headers: { 'x-request-id': 'a b' } });
    expect(nasty.headers.get('x-request-id')).toMatch(/^[0-9A-Z]{26}$/);
  });

  it('sends security headers and no CORS unless configured', async () => {
    const { headers } = await send('/api/public/agreement', {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is ready, and measures by route pattern', async () => {
    expect((await send('/readyz', {})).status).toBe(200);
    const metrics = await (await send('/metrics', {})).text();
    expect(metrics).toContain('stvs_http_request_seconds_count');
    expect(metrics).toContain('route="/api/public/agreement"');
  });

  it('bounds what one session may write in a minute, and nobody else with it', async () => {
    const busy = await world.person('忙一').logIn();
    const calm = await world.person('忙二').logIn();
    const statuses = new Map<number, number>();
    for (let i = 0; i < 305; i++) {
      const { status } = await busy.post('/api/volunteer/registration', {});
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect([...statuses]).toEqual([
      [400, 300],
      [429, 5],
    ]);
    expect((await busy.post('/api/volunteer/registration', {})).refusal).toEqual([429, 'too_many_requests']);
    expect((await busy.get('/api/volunteer/me')).status).toBe(200);
    expect((await calm.post('/api/volunteer/registration', {})).status).toBe(400);
  });

  it('renders the API document', async () => {
    const page = await (await send('/api/docs', {})).text();
    expect(page).toContain('swagger-ui-bundle.js');
    expect((await send('/api/docs/swagger-ui-bundle.js', {})).status).toBe(200);
  });
});
