import { createLogger } from '../../server/platform/logger';

describe('logs', () => {
  const lines: string[] = [];
  const logger = createLogger('info', (line) => lines.push(line));
  beforeEach(() => {
    lines.length = 0;
  });

  it.each([
    [
      'a token in a URL',
      { url: 'https://x/cgi-bin/user?access_token=72_AbCdEf-123456&openid=1' },
      '72_AbCdEf-123456',
    ],
    [
      'a secret in a URL',
      { url: 'https://x/cgi-bin/token?appid=wx1&secret=0123456789abcdef' },
      '0123456789abcdef',
    ],
    [
      'a token in a JSON body',
      { body: '{"access_token":"72_AbCdEf-123456","expires_in":7200}' },
      '72_AbCdEf-123456',
    ],
    [
      'the secret address of a calendar',
      { path: '/calendars/volunteers/01M851KHM7JP61FZW54ZGTVTTK.k3yOfSomebody.ics' },
      'k3yOfSomebody',
    ],
    ['a session key', { answer: { session_key: 'tiihtNczf5v6AKRyjwEUhQ==' } }, 'tiihtNczf5v6AKRyjwEUhQ'],
    ['an authorization header', { headers: { authorization: 'Bearer abcdefghijkl' } }, 'abcdefghijkl'],
    ['an openid', { to: 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY' }, 'o9AgO5Kd5ggOC-bXrbNODIiE3bGY'],
    ['a phone', { text: '联系 19912345678 确认' }, '19912345678'],
    ['an ID number', { text: '证件110105199003070011有误' }, '110105199003070011'],
    ['an ID number with x', { id: '11010519900307001x' }, '11010519900307001x'],
    [
      'an error message',
      { err: new Error('GET /?access_token=72_AbCdEf-123456 failed') },
      '72_AbCdEf-123456',
    ],
  ])('never hold %s in full', (_, fields, secret) => {
    logger.error(fields, 'something went wrong');
    expect(lines.join('')).toContain('something went wrong');
    expect(lines.join('')).not.toContain(secret);
  });

  it('keep statement, parameters and duplicate values of a database error to themselves', () => {
    const error = Object.assign(new Error("Duplicate entry '欧阳修' for key 'uq_people_name'"), {
      code: 'ER_DUP_ENTRY',
      query: 'INSERT INTO people VALUES (?)',
      parameters: ['欧阳修'],
      driverError: { sql: "INSERT INTO people VALUES ('欧阳修')" },
    });
    logger.error({ err: error }, 'unexpected');
    expect(lines[0]).toContain('uq_people_name');
    expect(lines[0]).toContain('ER_DUP_ENTRY');
    expect(lines[0]).not.toContain('欧阳修');
  });

  it('leave times, ids and counts as they are', () => {
    logger.info({ at: 1795000000001, id: '01M851KHM7JP61FZW54ZGTVTTK', n: 12345678901 }, 'fine');
    expect(lines[0]).toContain('1795000000001');
    expect(lines[0]).toContain('01M851KHM7JP61FZW54ZGTVTTK');
    expect(() => JSON.parse(lines[0]!)).not.toThrow();
  });
});
