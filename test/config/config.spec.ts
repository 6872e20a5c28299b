import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/config';

const KEY = Buffer.alloc(32, 7).toString('base64');
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const SERVER = {
  DATABASE_URL: 'mysql://stvs:secret@db/stvs',
  REDIS_URL: 'redis://cache',
  FIELD_KEY: KEY,
  INDEX_KEY: KEY,
  SIGNING_KEY: KEY,
};
const WECHAT = Object.fromEntries(
  ['OA', 'MP'].flatMap((kind) => [
    [`WECHAT_${kind}_APP_ID`, 'wx0'],
    [`WECHAT_${kind}_SECRET`, 'secret'],
    [`WECHAT_${kind}_PUSH_TOKEN`, 'token'],
    [`WECHAT_${kind}_AES_KEY`, AES_KEY],
  ]),
);
const PRODUCTION = {
  ...SERVER,
  ...WECHAT,
  NODE_ENV: 'production',
  WECHAT_TEMPLATE_NOTICE: 't1',
  WECHAT_TEMPLATE_SIGN_UP_RESULT: 't2',
};

describe('configuration', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stvs-config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const load = (env: Record<string, string | undefined>) => loadConfig({ DATA_DIR: folder, ...env });

  it('starts the embedded default, simulated, without any variable, and keeps the keys it made', () => {
    const first = load({});
    expect(first).toMatchObject({ database: { engine: 'embedded' }, redis: undefined, worker: 'inline' });
    expect(first.wechat.simulated).toBe(true);
    expect(load({}).secrets.fieldKeys[0]?.key).toEqual(first.secrets.fieldKeys[0]?.key);
  });

  it('reads a production environment', () => {
    expect(load({ ...PRODUCTION, WORKER: 'separate' })).toMatchObject({
      database: { engine: 'mysql' },
      worker: 'separate',
      wechat: { simulated: false, host: undefined },
    });
  });

  it('takes deposits with the simulated merchant, and never without one in the real world', () => {
    expect(load({}).wechat.pay?.mchId).toBe('1900000000');
    expect(load(PRODUCTION).wechat.pay).toBeUndefined();
  });

  it.each([
    ['a port that is no number', { PORT: 'abc' }, /PORT must be a whole number/],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
    [
      'a database of another kind',
      { DATABASE_URL: 'postgres://x/y' },
      /DATABASE_URL must be a URL that starts with mysql/,
    ],
    [
      'a database server without keys',
      { DATABASE_URL: SERVER.DATABASE_URL },
      /FIELD_KEY is required.*INDEX_KEY is required.*SIGNING_KEY is required/,
    ],
    ['a key of the wrong length', { ...SERVER, FIELD_KEY: 'short' }, /FIELD_KEY must be 32 bytes in base64/],
    ['a separate worker without Redis', { WORKER: 'separate' }, /WORKER=separate needs REDIS_URL/],
    [
      'a separate worker on the embedded database',
      { WORKER: 'separate', REDIS_URL: 'redis://x' },
      /WORKER=separate needs DATABASE_URL/,
    ],
    [
      'half a WeChat account',
      { ...SERVER, WECHAT_OA_APP_ID: 'wx1' },
      /WECHAT_OA_SECRET is required.*WECHAT_MP_APP_ID is required/,
    ],
    [
      'an EncodingAESKey of the wrong length',
      { ...PRODUCTION, WECHAT_OA_AES_KEY: 'abc' },
      /WECHAT_OA_AES_KEY must be the 43/,
    ],
    [
      'production on the simulation',
      { ...SERVER, NODE_ENV: 'production' },
      /NODE_ENV=production needs the real WeChat/,
    ],
    [
      'production pointed at a simulator',
      { ...PRODUCTION, WECHAT_HOST: 'http://127.0.0.1:3010' },
      /NODE_ENV=production needs the real WeChat/,
    ],
    [
      'half a merchant',
      { ...PRODUCTION, WECHAT_PAY_MCH_ID: '1900000109', WECHAT_PAY_PRIVATE_KEY_FILE: '/nowhere.pem' },
      /WECHAT_PAY_API_V3_KEY is required.*WECHAT_PAY_SERIAL is required.*PRIVATE_KEY_FILE must name a readable/,
    ],
    [
      'an APIv3 key of the wrong length',
      { ...PRODUCTION, WECHAT_PAY_API_V3_KEY: 'short' },
      /WECHAT_PAY_API_V3_KEY must be the 32/,
    ],
    ['CORS in production', { ...PRODUCTION, CORS_ORIGIN: 'http://x' }, /CORS_ORIGIN is for development only/],
    [
      'a previous key without its name',
      { ...SERVER, FIELD_KEYS_PREVIOUS: KEY },
      /FIELD_KEYS_PREVIOUS must be 32 bytes/,
    ],
    ['two keys of one name', { ...SERVER, FIELD_KEYS_PREVIOUS: `k1:${KEY}` }, /FIELD_KEYS_PREVIOUS names k1/],
  ])('stops the start on %s', (_, env, message) => {
    expect(() => load(env)).toThrow(message);
    expect(() => load(env)).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  });

  it('tells everything that is wrong in one line, and repeats no secret', () => {
    let message = '';
    try {
      load({ ...SERVER, DATABASE_URL: 'postgres://root:hunter2@db/x', PORT: '-1' });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/PORT.*/);
    expect(message).toMatch(/DATABASE_URL/);
    expect(message.split('\n')).toHaveLength(1);
    expect(message).not.toContain('hunter2');
  });
});
