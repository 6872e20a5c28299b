import { MINUTE } from '../../server/platform/clock';
import type { Person } from '../support/person';
import { createWorld, type World } from '../support/world';

const CODE = '/api/public/console-log-in';

/** A browser: keeps cookies, follows no redirect, and says where its requests come from. */
class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  async ask(method: string, path: string, headers: Record<string, string> = {}) {
    const url = new URL(path, this.origin);
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        'sec-fetch-site': 'same-origin',
        'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      signal: AbortSignal.timeout(10_000),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    const text = await response.text();
    const body = response.headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : text;
    return { status: response.status, body, headers: response.headers };
  }

  /** @returns what the code on the screen says */
  async begin(): Promise<string> {
    return (await this.ask('POST', CODE)).body.content;
  }

  async state(): Promise<string> {
    return (await this.ask('GET', CODE)).body.state;
  }

  take = () => this.ask('POST', `${CODE}/session`);
  workplaces = () => this.ask('GET', '/api/volunteer/workplaces');
}

describe('logging in on the PC', () => {
  let world: World;
  let officer: Person;
  beforeAll(async () => {
    world = await createWorld({ browsable: true });
    officer = await world.officer('110105');
  });
  afterAll(() => world.stop());

  const browser = () => new Browser(world.url);

  /** Scans with WeChat. @returns where the account's answer leads, or what it says instead */
  async function scan(person: Person, code: string): Promise<string> {
    const scanned = await world.desk.control.scan(person.id, { url: code });
    const { reply } = scanned as { reply?: { text?: string; articles?: { url: string }[] } };
    return reply?.articles?.[0]?.url ?? reply?.text ?? '';
  }

  /** Opens a link in WeChat, which says whose phone it is. */
  async function openOnPhone(person: Person, url: string) {
    const phone = browser();
    world.desk.control.actAs(person.id);
    let answer = await phone.ask('GET', url);
    for (let hops = 0; answer.status === 302 && hops < 6; hops += 1) {
      answer = await phone.ask('GET', answer.headers.get('location')!);
    }
    return { phone, page: answer.body as string };
  }

  async function confirm(person: Person, code: string): Promise<number> {
    const url = await scan(person, code);
    const { phone } = await openOnPhone(person, url);
    return (await phone.ask('POST', `${url}/confirmed`)).status;
  }

  it('goes from the code to the session, which only this browser has and which can be ended', async () => {
    const pc = browser();
    const code = await pc.begin();
    expect(await pc.state()).toBe('WAITING');
    const url = await scan(officer, code);
    expect(await pc.state()).toBe('SCANNED');
    const { phone, page } = await openOnPhone(officer, url);
    expect(page).toContain('Chrome（Windows）');
    expect((await pc.take()).body.code).toBe('log_in_not_confirmed');
    expect((await phone.ask('POST', `${url}/confirmed`)).status).toBe(200);
    expect(await pc.state()).toBe('CONFIRMED');
    const taken = await pc.take();
    expect(taken.status).toBe(204);
    const cookie = taken.headers.getSetCookie().join();
    expect(cookie).toMatch(/httponly/i);
    expect(cookie).toMatch(/samesite=strict/i);
    expect((await pc.workplaces()).body.units[0].name).toContain('朝阳区');
    const devices = (await officer.get('/api/volunteer/sessions')).expect(200).devices;
    const web = devices.find(({ channel }: { channel: string }) => channel === 'WEB');
    expect(web.device).toBe('Chrome（Windows）');
    (await officer.delete(`/api/volunteer/sessions/${web.id}`)).expect(204);
    expect((await pc.workplaces()).status).toBe(401);
  });

  it('gives the session to the browser that showed the code, once, however many ask at the same time', async () => {
    const pc = browser();
    await confirm(officer, await pc.begin());
    const other = browser();
    await other.begin();
    expect((await other.take()).body.code).toBe('log_in_not_confirmed');
    const takes = await Promise.all(Array.from({ length: 6 }, () => pc.take()));
    expect(takes.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409, 409, 409]);
    expect((await pc.take()).body.code).toBe('log_in_not_confirmed');
  });

  it('belongs to the first of two who scan at once, and to nobody else', async () => {
    const rival = await world.person('围观者').register();
    const pc = browser();
    const code = await pc.begin();
    const answers = await Promise.all([scan(officer, code), scan(rival, code)]);
    const links = answers.filter((answer) => answer.startsWith('http'));
    expect(links).toHaveLength(1);
    const late = answers.indexOf(links[0]!) === 0 ? rival : officer;
    const { page, phone } = await openOnPhone(late, links[0]!);
    expect(page).toContain('不是您扫的');
    expect((await phone.ask('POST', `${links[0]}/confirmed`)).status).toBe(403);
    expect(await pc.state()).toBe('SCANNED');
  });

  it('is decided once: yes and no at the same time leave one of them', async () => {
    const pc = browser();
    const url = await scan(officer, await pc.begin());
    const { phone } = await openOnPhone(officer, url);
    const answers = await Promise.all(
      ['confirmed', 'refused', 'confirmed'].map((decision) => phone.ask('POST', `${url}/${decision}`)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(['CONFIRMED', 'REFUSED']).toContain(await pc.state());
  });

  it('ends after three minutes, wherever it stands', async () => {
    const [waiting, confirmed] = [browser(), browser()];
    const code = await waiting.begin();
    await confirm(officer, await confirmed.begin());
    const url = await scan(officer, code);
    const { phone } = await openOnPhone(officer, url);
    world.advance(3 * MINUTE + 1);
    expect(await waiting.state()).toBe('EXPIRED');
    expect([(await confirmed.take()).status, (await confirmed.take()).body.code]).toEqual([
      404,
      'log_in_gone',
    ]);
    expect((await phone.ask('POST', `${url}/confirmed`)).status).toBe(404);
  });

  it('tells somebody who has not registered to do that first', async () => {
    const stranger = world.person('新朋友');
    await stranger.logIn();
    const pc = browser();
    const { page } = await openOnPhone(stranger, await scan(stranger, await pc.begin()));
    expect(page).toContain('还没有注册');
    expect(await pc.state()).toBe('SCANNED');
  });

  it('lets no other site change anything with the cookie', async () => {
    const pc = browser();
    await confirm(officer, await pc.begin());
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': '', origin: 'https://evil.example' },
      { 'sec-fetch-site': '' },
    ];
    for (const headers of foreign) {
      const { status, body } = await pc.ask('POST', `${CODE}/session`, headers);
      expect([status, body.code]).toEqual([403, 'foreign_request']);
    }
    await pc.take();
    for (const headers of foreign) {
      const { status, body } = await pc.ask('DELETE', '/api/volunteer/session', headers);
      expect([status, body.code]).toEqual([403, 'foreign_request']);
    }
    expect((await pc.workplaces()).status).toBe(200);
    const own = { 'sec-fetch-site': '', origin: world.url };
    expect((await pc.ask('DELETE', '/api/volunteer/session', own)).status).toBe(204);
    expect((await pc.workplaces()).status).toBe(401);
  });

  it('does not hand out codes without end', async () => {
    const pc = browser();
    const codes: number[] = [];
    for (let round = 0; round < 40; round += 1) codes.push((await pc.ask('POST', CODE)).status);
    expect(codes.at(-1)).toBe(429);
  });
});
