import { configuredMenu } from '../../server/conversation';
import { newId } from '../../server/platform/ids';
import { LedgerEntry } from '../../server/service-hours';
import type { Person } from '../support/person';
import type { TestOrganization } from '../support/staff';
import { createWorld, type World } from '../support/world';

describe('the conversation of the official account', () => {
  let world: World;
  let admin: Person;
  let organization: TestOrganization;
  let activityId: string;

  beforeAll(async () => {
    world = await createWorld();
    admin = await world.person('赵敏').register();
    organization = await world.organization({ admin, name: '望京科普志愿服务队' });
    activityId = await world.activity({ organization, admin, places: 12 });
  });
  afterAll(() => world.stop());

  const ask = async (person: Person, text: string) =>
    (await world.desk.control.sendText(person.id, text)).reply?.text;

  async function follower(name: string): Promise<Person> {
    const person = world.person(name);
    await person.follow();
    await world.settle();
    return person;
  }

  it('greets a follower and offers help', async () => {
    const person = world.person('钱一');
    const { reply } = await person.follow();
    expect(reply?.text).toContain('欢迎关注科技志愿服务平台');
    expect(reply?.text).toContain('时长 — 查我的服务时长');
    expect(await ask(person, '你好')).toContain('绑定 — ');
  });

  it('lists what recruits now, with days people understand', async () => {
    await world.activity({ organization, admin, form: { membersOnly: true, title: '仅限成员的活动' } });
    const text = await ask(await follower('钱二'), '有什么活动');
    expect(text).toContain('1. 科学实验进社区');
    expect(text).toMatch(/\d+月\d+日 周[一二三四五六日] \d\d:\d\d–\d\d:\d\d · 明天/);
    expect(text).toContain('余 12 位');
    expect(text).not.toContain('仅限成员的活动');
  });

  it('answers a scanned code with what it is about, on following and afterwards', async () => {
    const person = world.person('钱三');
    const { reply } = await person.follow(`activity_${activityId}`);
    expect(reply?.text).toContain('科学实验进社区');
    const { ticket } = await world.app.wechat.officialAccount.createSceneCode(`org_${organization.id}`, 600);
    const scan = await world.desk.control.scan(person.id, { ticket });
    expect('reply' in scan && scan.reply?.text).toContain('望京科普志愿服务队');
    const gone = await world.app.wechat.officialAccount.createSceneCode(
      'activity_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      600,
    );
    const lost = await world.desk.control.scan(person.id, { ticket: gone.ticket });
    expect('reply' in lost && lost.reply?.text).toContain('已经下架');
  });

  it('tells a stranger how to bind, and a volunteer what is theirs alone', async () => {
    const stranger = await follower('钱四');
    for (const word of ['时长', '组织', '绑定']) expect(await ask(stranger, word)).toContain('还没有绑定');

    await admin.follow();
    await world.settle();
    expect(await ask(admin, '绑定')).toContain('赵*');
    expect(await ask(admin, '绑定')).not.toContain('赵敏');
    expect(await ask(admin, '组织')).toContain('1. 望京科普志愿服务队');
    expect(await ask(admin, '时长')).toContain('还没有生效的服务时长');
    await world.database.manager.insert(LedgerEntry, {
      id: newId(),
      volunteerId: admin.volunteerId,
      recordId: newId(),
      kind: 'GRANT',
      minutes: 150,
      day: '2026-11-01',
      at: world.clock.now(),
    });
    expect(await ask(admin, '时长')).toContain('2.5 小时');
  });

  it('publishes the configured menu, which WeChat takes', async () => {
    const { officialAccount } = world.app.wechat;
    const menu = configuredMenu(world.app.parts.config);
    await officialAccount.publishMenu(menu);
    expect(await officialAccount.currentMenu()).toEqual(menu);
  });

  it('answers the menu and lets links pass', async () => {
    const person = await follower('钱五');
    const tap = async (key: string) => (await world.desk.control.tapMenu(person.id, key)).reply?.text;
    expect(await tap('activities')).toContain('近期正在招募');
    expect(await tap('hours')).toContain('还没有绑定');
    expect(await tap('help')).toContain('可以回复下面的词');
    const view = await world.desk.control.viewLink(person.id, 'https://example.org');
    expect(view.reply).toBeUndefined();
    expect(view.push?.reply.kind).not.toBe('error');
  });
});

describe('the web log-in', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  const get = (path: string, cookies: string[] = []) =>
    fetch(world.url + path, {
      redirect: 'manual',
      headers: { cookie: cookies.join('; ') },
      signal: AbortSignal.timeout(20_000),
    });
  const cookiesOf = (response: Response) =>
    response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);

  /** Opens the binding page in WeChat's browser. @returns the page where the way ends */
  async function open(person: Person, options: { snapshot?: boolean } = {}) {
    const start = await get('/h5/binding');
    expect([start.status, start.headers.get('location')]).toEqual([
      302,
      '/wechat/oauth/start?to=/h5/binding',
    ]);
    const away = await get(start.headers.get('location')!);
    const oauth = world.desk.control.oauth(person.id, away.headers.get('location')!, options);
    const back = new URL(oauth.location);
    const callback = await get(back.pathname + back.search, cookiesOf(away));
    return { away, back, callback };
  }

  it('shows a volunteer that their WeChat is theirs', async () => {
    const person = await world.person('张三丰').register();
    const { callback, away } = await open(person);
    expect([callback.status, callback.headers.get('location')]).toEqual([302, '/h5/binding']);
    expect(away.headers.get('set-cookie')).toMatch(/httponly/i);
    const page = await get('/h5/binding', cookiesOf(callback));
    const text = await page.text();
    expect(text).toContain('已绑定 张**');
    expect(text).toContain(person.number);
    expect(text).not.toContain('张三丰');
  });

  it('says to somebody else how to register', async () => {
    const { callback } = await open(world.person('李四'));
    expect(await (await get('/h5/binding', cookiesOf(callback))).text()).toContain('还没有注册');
  });

  it('turns away a snapshot visitor with the way on', async () => {
    const { callback } = await open(world.person('王五'), { snapshot: true });
    expect(callback.status).toBe(403);
    expect(cookiesOf(callback)).toEqual([]);
    expect(await callback.text()).toContain('使用完整服务');
  });

  it('takes nobody else’s link, no state twice, and no way to another host', async () => {
    const { back, away } = await open(world.person('赵六'));
    const path = back.pathname + back.search;
    for (const cookies of [[], ['stvs_oauth=guess'], cookiesOf(away)]) {
      const answer = await get(path, cookies);
      expect([answer.status, cookiesOf(answer)]).toEqual([403, []]);
    }
    for (const to of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      expect((await get(`/wechat/oauth/start?to=${encodeURIComponent(to)}`)).status).toBe(400);
    }
    const forged = await get('/h5/binding', ['stvs_web=01ARZ3NDEKTSV4RRFFQ69G5FAV-9999999999999.abc']);
    expect(forged.status).toBe(302);
  });
});
