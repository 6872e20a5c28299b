import { shanghaiDay } from '../../server/platform/clock';
import { type ConsoleStage, openConsole } from './support/console';

describe('demands and figures on the PC', () => {
  let stage: ConsoleStage;
  beforeAll(async () => {
    stage = await openConsole();
  }, 150_000);
  afterAll(() => stage?.stop(), 60_000);

  test('an officer publishes and dispatches, the organization accepts, everybody sees the figures', async () => {
    const { world } = stage;
    const admin = await world.person('林晓').register();
    const organization = await world.organization({ admin });
    const officer = await world.officer('110105');
    const requester = await world.person('王秋月').register();
    const title = '想请人为孩子们讲航天';
    const day = shanghaiDay(world.clock.now());
    const form = {
      ...{ bodyName: '望京街道新时代文明实践所', bodyKind: 'practice_centre', contactName: '王秋月' },
      ...{ contactPhone: '13912345678', areaCode: '110105', place: '文化活动中心', title, fromDay: day },
      ...{
        category: 'popularization',
        untilDay: day,
        peopleExpected: 40,
        riskNotice: '活动室在二层，没有电梯。',
      },
      description: '托管班有四十名孩子，希望讲一次航天科普。',
    };
    (await requester.post('/api/volunteer/demands', form)).expect(201);

    const unit = await stage.logIn(officer, '/unit/demands');
    await unit.getByRole('row', { name: title }).press('Enter');
    await unit.getByRole('button', { name: '审核通过' }).click();
    await unit.locator('.t-popconfirm').getByRole('button', { name: '确定' }).click();
    await unit.getByText('没有等待审核的需求').waitFor();
    await unit.goto('/unit/demands?state=OPEN');
    await unit.getByRole('row', { name: title }).press('Enter');
    await unit.getByText('与需求在同一区县').waitFor();
    await unit.getByRole('button', { name: '派单', exact: true }).first().click();
    await unit.locator('.t-popconfirm').getByRole('button', { name: '确定' }).click();
    await unit.getByText('没有符合条件的需求').waitFor();

    const own = await stage.logIn(admin, `/organization/${organization.id}/demands`);
    await own.getByRole('row', { name: title }).press('Enter');
    await own.getByRole('button', { name: '接受派单' }).click();
    await own.getByRole('row', { name: '已接单' }).waitFor();

    await world.runSchedules();
    const visitor = await stage.visit('/statistics');
    await visitor.getByText('全国 · 累计').waitFor();
    await visitor.getByText('截至').first().waitFor();
    await unit.goto('/unit/statistics');
    await unit.getByText('北京市朝阳区 · 累计').waitFor();
    expect(stage.complaints).toEqual([]);
  }, 90_000);
});
