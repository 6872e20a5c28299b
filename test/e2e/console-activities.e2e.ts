import type { Page } from 'playwright-core';
import { Activity } from '../../server/activities';
import { HOUR, shanghaiDay } from '../../server/platform/clock';
import type { Person } from '../support/person';
import { type ConsoleStage, openConsole } from './support/console';
import { approveOn, handOn } from './support/console-hand';
import { picture } from './support/picture';

/** Picks like `2026-11-28 09:00`, on Shanghai's clock. */
const momentOf = (at: Date): string =>
  new Date(at.getTime() + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ');

/** An admin's activity at the PC, from the draft to whom they let in. */
describe('an activity and its sign-ups at the PC', () => {
  let stage: ConsoleStage;
  let admin: Person;
  let page: Page;
  let base: string;
  let activityId: string;
  let closedId: string;
  let organization: { id: string };

  beforeAll(async () => {
    stage = await openConsole();
    admin = await stage.world.person('林晓').register();
    organization = await stage.world.organization({ admin, joinMode: 'OPEN' });
    base = `/organization/${organization.id}`;
    page = await stage.logIn(admin);
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);
  afterEach(() => expect(stage?.complaints).toEqual([]));

  const { said, confirm, press, inDialog } = handOn(() => page);
  const choose = async (...names: string[]) => {
    for (const name of names)
      await page
        .getByRole('row', { name: new RegExp(name) })
        .getByRole('checkbox')
        .check({ force: true });
  };
  const open = (name: string) => page.getByRole('row', { name: new RegExp(name) }).press('Enter');
  const signUp = async (name: string, id: string, postId?: string) => {
    const person = await stage.world.person(name).register();
    const form = { riskAcknowledged: true, remark: '周末有空', ...(postId ? { postId } : {}) };
    (await person.post(`/api/volunteer/activities/${id}/signups`, form)).expect(201);
    return person;
  };
  const listed = async (query = '') =>
    (await admin.get(`/api/organizer/activities/${activityId}/signups${query}`)).expect(200).items as {
      name: string;
      state: string;
      stateReason: string | null;
    }[];
  /** A demand that the organization has taken. @returns its id */
  const takenDemand = async (): Promise<string> => {
    const day = shanghaiDay(new Date(stage.world.clock.now().getTime() + 48 * HOUR));
    const requester = await stage.world.person('周敏').register();
    const demand = {
      ...{ bodyName: '望京街道文明实践所', bodyKind: 'practice_centre', contactName: '周敏' },
      ...{ contactPhone: '13912345678', areaCode: '110105', place: '文化活动中心', title: '想请人讲航天' },
      ...{ category: 'popularization', fromDay: day, untilDay: day, peopleExpected: 40 },
      ...{ riskNotice: '活动室在二层。', description: '托管班有四十名孩子。' },
    };
    const { id } = (await requester.post('/api/volunteer/demands', demand)).expect(201);
    const officer = await stage.world.officer('110105');
    (await officer.post(`/api/unit/demands/${id}/review`, { decision: 'PUBLISH' })).expect(204);
    const own = `/api/organizer/organizations/${organization.id}/demands/${id}`;
    (await admin.post(`${own}/taking`)).expect(204);
    return id;
  };
  const pick = async (field: string, at: Date) => {
    await page.getByPlaceholder(field).fill(momentOf(at));
    await page.getByPlaceholder(field).press('Enter');
  };

  test('drafts it with two posts, told first what is missing, and submits it', async () => {
    await page.goto(`${base}/activities`);
    await said('还没有活动');
    await page.getByRole('button', { name: '起草活动' }).click();
    const demandId = await takenDemand();
    await page.goto(`${base}/activities/new?demandId=${demandId}`);
    await page.getByPlaceholder('做什么，在哪里').fill('气球火箭进社区');
    await said(/已保存 \d\d:\d\d/);
    await page.goto(`${base}/activities/drafts`);
    await open('气球火箭进社区');
    await said('接着上次没写完的继续');
    await said('用来完成本组织接下的一条需求');
    await press('写完并预览');
    await said('请选择服务类别');
    await page.getByPlaceholder('请选择').click();
    await page.getByRole('listitem').filter({ hasText: '科普类' }).click();
    await page.getByPlaceholder(/志愿者做什么/).fill('带孩子们做气球火箭，一点半到，带水。');
    const startsAt = new Date(stage.world.clock.now().getTime() + 48 * HOUR);
    await pick('开始时间', startsAt);
    await pick('结束时间', new Date(startsAt.getTime() + HOUR / 2));
    await pick('报名开始', new Date(stage.world.clock.now().getTime() - HOUR));
    await pick('报名截止', new Date(startsAt.getTime() - HOUR));
    await page.getByPlaceholder(/街道/).fill('望京街道社区服务中心一层');
    await page.getByPlaceholder('纬度,经度').fill('39.996,116.474');
    await page.getByPlaceholder('如 实验讲解').fill('实验讲解');
    await page.getByRole('button', { name: '添加岗位' }).click();
    await page.getByLabel('人数').first().fill('2');
    await page.getByPlaceholder('如 实验讲解').nth(1).fill('现场引导');
    await page.getByText('由我们审核').click();
    await page.getByPlaceholder(/单位和电话/).fill('社区服务中心 010-12345678');
    await page.getByPlaceholder(/真实、完整/).fill('现场有发射装置，请听从安排。');
    await press('写完并预览');
    await said('已存为活动草稿');
    await said('现场引导：10 人');
    activityId = new URL(page.url()).pathname.split('/').at(-1)!;
    await press('提交审核');
    await confirm();
    await said('已提交给上级科协审核');

    await press('撤回为草稿');
    await confirm();
    await said('已撤回为草稿');
    await press('编辑');
    await said('用来完成本组织接下的一条需求');
    const title = page.getByPlaceholder('做什么，在哪里');
    await title.fill('气球火箭');
    await said(/已保存 \d\d:\d\d/);
    const elsewhere = { version: 1, content: { title: '在别处写的' } };
    (await admin.put(`/api/organizer/plan-drafts/${activityId}`, elsewhere)).expect(200);
    await title.fill('气球火箭和航天课');
    await said(/林晓 .* 在别处改过这份草稿/);
    expect((await admin.get(`/api/organizer/plan-drafts/${activityId}`)).body.title).toBe('在别处写的');
    await press('用我写的');
    await said(/已保存 \d\d:\d\d/);
    await press('写完并预览');
    await page.getByRole('heading', { name: '气球火箭和航天课' }).waitFor();
    const kept = (await admin.get(`/api/organizer/activities/${activityId}`)).expect(200);
    expect([kept.demandId, kept.posts.length]).toEqual([demandId, 2]);
    await press('提交审核');
    await confirm();
    await said('要改先撤回');
  }, 120_000);

  test('begins others from it: a copy, and a template under a name of its own', async () => {
    const title = page.getByPlaceholder('做什么，在哪里');
    await press('存为模板');
    await inDialog('保存');
    await said('已存为模板');
    await press('复制活动');
    await said('接着上次没写完的继续');
    expect([await title.inputValue(), await page.getByPlaceholder('开始时间').inputValue()]).toEqual([
      '气球火箭和航天课',
      '',
    ]);
    await page.goto(`${base}/activities/templates`);
    await press('改名');
    await page.getByPlaceholder('模板名称').fill('航天课');
    await inDialog('保存');
    await page.getByRole('row', { name: /航天课.*气球火箭和航天课/ }).waitFor();
    await press('用它起草');
    await said('接着上次没写完的继续');
    expect(await page.getByPlaceholder('如 实验讲解').nth(1).inputValue()).toBe('现场引导');
    await page.goto(`${base}/activities/drafts`);
    await page.getByRole('button', { name: '删除' }).first().click();
    await confirm();
    await said('草稿已删除');
  }, 60_000);

  test('comes back with a reason, is corrected and approved, in the browsers of both', async () => {
    const unit = await stage.logIn(await stage.world.officer('110105'), `/unit/activities/${activityId}`);
    await unit.getByText('退回修改', { exact: true }).click();
    await unit.getByPlaceholder(/组织管理员会看到/).fill('请写明集合地点');
    await unit.getByRole('button', { name: '提交决定' }).click();
    await unit.getByText('已提交审核决定').waitFor();

    await page.goto(`${base}/activities/${activityId}`);
    await said('请写明集合地点');
    await press('编辑');
    await page.getByPlaceholder(/志愿者做什么/).fill('在一层大厅集合，带孩子们做气球火箭，带水。');
    await press('写完并预览');
    await page.getByRole('heading', { name: '气球火箭和航天课' }).waitFor();
    await press('提交审核');
    await confirm();
    await said('要改先撤回');

    await unit.reload();
    await unit.getByText('在一层大厅集合').waitFor();
    await approveOn(unit);
    await unit.getByRole('button', { name: '下架' }).waitFor();
    await unit.context().close();
    await page.reload();
    await said('已发布');
  }, 90_000);

  test('decides who comes: together, one by one, into the queue, by invitation, and with more places', async () => {
    const officer = await stage.world.officer('110105');
    const { posts } = (await officer.get(`/api/unit/activities/${activityId}`)).expect(200);
    for (const name of ['陈思远', '王秋月', '赵小满', '孙一', '钱二', '郑三'])
      await signUp(name, activityId, posts[0].id);
    await page.goto(`${base}/activities/${activityId}`);
    await press('报名名单');
    await page.getByRole('row', { name: /赵小满.*待审核.*实验讲解/ }).waitFor();
    await page.goto(`${base}/activities/${activityId}/signups?state=APPLIED`);
    await choose('陈思远', '王秋月');
    await press('通过 2 人');
    await confirm();
    await said('已通过 2 人的报名');
    await open('赵小满');
    await press('不通过');
    await page.getByRole('textbox', { name: '原因' }).fill('讲解岗位已经够了');
    await inDialog('不通过');
    await said('1 人的报名没有通过');
    await open('郑三');
    await press('排入候补');
    await said('已把 1 人排入候补');
    await choose('孙一');
    await press('排入候补 1 人');
    await confirm();
    await page.getByRole('row', { name: /孙一/ }).waitFor({ state: 'detached' });
    await choose('钱二');
    await press('不通过 1 人');
    await page.getByRole('textbox', { name: '原因' }).fill('下次再来');
    await inDialog('不通过');
    await said('没有这样的报名');
    expect((await listed()).map(({ name, state, stateReason }) => [name, state, stateReason])).toEqual([
      ['陈思远', 'CONFIRMED', null],
      ['王秋月', 'CONFIRMED', null],
      ['赵小满', 'REJECTED', '讲解岗位已经够了'],
      ['孙一', 'WAITLISTED', null],
      ['钱二', 'REJECTED', '下次再来'],
      ['郑三', 'WAITLISTED', null],
    ]);
    await page.goto(`${base}/activities/${activityId}/signups?state=WAITLISTED`);
    await page.getByRole('row', { name: /孙一/ }).waitFor();
    const queue = await page.locator('tbody tr').allInnerTexts();
    expect(queue.map((row) => /郑三|孙一/.exec(row)?.[0])).toEqual(['郑三', '孙一']);

    const guest = await stage.world.person('吴佳').register();
    await press('邀请志愿者');
    await page
      .locator('.t-dialog')
      .getByPlaceholder(/V 开头/)
      .fill('V000000000A');
    await inDialog('发出邀请');
    await said('没有这个编号');
    await page
      .locator('.t-dialog')
      .getByPlaceholder(/V 开头/)
      .fill(guest.number);
    await page.locator('.t-dialog .t-select').click();
    await page.getByRole('listitem').filter({ hasText: '现场引导' }).click();
    await inDialog('发出邀请');
    await said('已发出邀请');
    await page.goto(`${base}/activities/${activityId}`);
    await press('调整名额');
    const places = page.locator('.t-dialog .t-input-number input');
    await places.first().fill('30');
    await inDialog('调整');
    await said('名额已调整');
    await said('实验讲解：30 人');
    await stage.world.settle();
    const states = Object.fromEntries((await listed()).map(({ name, state }) => [name, state]));
    await page.reload();
    expect(states).toMatchObject({ 孙一: 'OFFERED', 郑三: 'OFFERED', 吴佳: 'OFFERED' });
  }, 120_000);

  test('takes the list away, and writes to the two who take part', async () => {
    await page.goto(`${base}/activities/${activityId}/signups`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '导出名单' }).click();
    expect((await download).suggestedFilename()).toMatch(/气球火箭和航天课报名名单.*\.xlsx$/);
    await page.getByRole('button', { name: '通知参加者' }).click();
    await page.getByPlaceholder(/集合时间/).fill('请带水杯');
    await page.getByPlaceholder(/写清楚时间/).fill('现场没有一次性水杯。');
    await page.getByRole('button', { name: '发布通知' }).click();
    await page.getByRole('button', { name: '发给 2 人' }).click();
    await said('通知已发布');
    await stage.world.settle();
    await page.reload();
    await page.getByRole('row', { name: /请带水杯.*2 位参加者/ }).waitFor();
  }, 60_000);

  test('moves it and cancels it, each with a reason that stays to be read', async () => {
    await page.goto(`${base}/activities/${activityId}/rescheduling`);
    let changes = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/rescheduling')) changes += 1;
    });
    await page.getByPlaceholder(/街道/).fill('望京街道文化站二层');
    await page.getByPlaceholder(/报名者会收到通知/).fill('一层在装修');
    // Enter ends the typing of a time. What tells everybody waits for the button.
    const begins = page.locator('.t-date-picker input').first();
    await begins.click();
    await begins.press('Enter');
    await page.waitForTimeout(500);
    await page.getByRole('button', { name: '变更并通知 5 人' }).click();
    await said('一层在装修');
    await said(/望京街道文化站二层/);
    expect(changes).toBe(1);
    await page.getByRole('button', { name: '取消活动' }).click();
    await page.getByRole('textbox', { name: '原因' }).fill('场地临时停电');
    await page.locator('.t-dialog').getByRole('button', { name: '取消活动' }).click();
    await said('已取消：场地临时停电');
  }, 60_000);

  test('notes who was not there, hears them, and closes what is over', async () => {
    const { world } = stage;
    const id = await world.activity({ admin, organization });
    const [one, other] = [await signUp('冯一', id), await signUp('卫二', id)];
    const past = (hours: number) => new Date(world.clock.now().getTime() - hours * HOUR);
    await world.database.manager.update(Activity, { id }, { startsAt: past(3), endsAt: past(1) });
    await page.goto(`${base}/activities/${id}/signups`);
    for (const name of ['冯一', '卫二']) {
      await open(name);
      await press('登记未到场');
      await confirm();
      await page.getByRole('row', { name: new RegExp(`${name}.*未到场`) }).waitFor();
    }
    for (const person of [one, other]) {
      const [mine] = (await person.get('/api/volunteer/signups')).expect(200).items;
      const excuse = { reason: '当天突发高烧' };
      (await person.post(`/api/volunteer/signups/${mine.id}/excuse`, excuse)).expect(200);
    }
    await page.reload();
    await open('冯一');
    await press('接受说明');
    await page.getByRole('row', { name: /冯一.*已请假/ }).waitFor();
    await open('卫二');
    await press('不接受');
    await page.getByRole('textbox', { name: '原因' }).fill('请补充就诊记录');
    await inDialog('不接受');
    await said('没有接受，志愿者会看到原因');
    await page.goto(`${base}/activities/${id}`);
    await press('结项');
    await page.getByText('服务了多少人').waitFor();
    await page.locator('.t-input-number input').fill('30');
    await page.getByPlaceholder(/与计划不同的/).fill('下雨，改在大厅里做');
    await press('结项');
    await confirm();
    await said('已结项');
    closedId = id;
  }, 90_000);

  test('offers what the closing said to the recap, corrects it, and shows it to the unit and to everybody', async () => {
    const { world } = stage;
    await page.goto(`${base}/recaps/new/${closedId}`);
    await said('本次活动服务 30 人。');
    const people = page.locator('.t-input-number input');
    await page.waitForFunction("document.querySelector('.t-input-number input').value === '30'");
    await page.getByPlaceholder(/第一句话/).fill('雨天里的火箭。');
    await press('写进正文');
    expect(await page.getByPlaceholder(/第一句话/).inputValue()).toBe('雨天里的火箭。\n本次活动服务 30 人。');
    await picture(page, 'recap-proposal');
    // A proposal: the writer knows better.
    await people.fill('28');
    await press('保存草稿');
    await said('草稿已保存');
    const { items } = (await admin.get(`/api/organizer/activities/${closedId}/recaps`)).expect(200);
    expect(items).toMatchObject([{ peopleServed: 28, state: 'DRAFT' }]);

    await page.goto(`${base}/activities/${closedId}/close-out`);
    await press('更正服务人数');
    await page.locator('.t-dialog .t-input-number input').fill('26');
    await page.getByPlaceholder(/漏算/).fill('四个人是志愿者');
    await picture(page, 'close-out-correction');
    await inDialog('更正');
    await said(/更正，原因：四个人是志愿者/);
    await picture(page, 'close-out');

    const reader = await stage.logIn(await world.officer('110105'), `/unit/activities/${closedId}`);
    await reader.getByText('下雨，改在大厅里做').waitFor();
    await reader.getByText(/原因：四个人是志愿者/).waitFor();
    expect(await reader.getByText('更正服务人数').count()).toBe(0);
    await picture(reader, 'unit-close-out');
    await reader.goto(`/activities/${closedId}`);
    await reader.getByText(/^26$/).waitFor();
    await picture(reader, 'public-outcome');
    await reader.context().close();
    const written = await (await fetch(`${world.url}/activities/${closedId}`)).text();
    expect(written).toContain('服务人数：26 人');
  }, 90_000);

  test('is nowhere wider than a screen of 390 pixels', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of [
      '',
      '/new',
      '/drafts',
      '/templates',
      `/${activityId}`,
      `/${activityId}/signups`,
      `/${closedId}/close-out`,
    ]) {
      await page.goto(`${base}/activities${path}`);
      await page.getByRole('heading').first().waitFor();
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      expect([path, width <= 390]).toEqual([path, true]);
    }
  }, 60_000);
});
