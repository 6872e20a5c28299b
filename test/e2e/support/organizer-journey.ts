import { approveOnDesk, type DeskPerson, logInOnDesk } from '../../support/desk-person';
import { syntheticPhoto } from '../../support/photo';
import type { DeskStage, Side } from './desk';

const STEP_MS = 120_000;
const HOUR = 3_600_000;
const NAME = '朝阳区青苗科技志愿服务队';
const TITLE = '显微镜下的一滴水';
/**
 * 陈思远 on the left phone founds an organization and runs its first activity; 王秋月 on the right takes part. The county
 * reviews on the left phone, then by wire; 周雨桐 takes part without a phone.
 */
export function organizerJourney(current: () => DeskStage): void {
  let stage: DeskStage;
  let officer: DeskPerson;
  let helper: DeskPerson;
  let activityId: string;
  const tap: DeskStage['tap'] = (...what) => stage.tap(...what);
  const seen: DeskStage['seen'] = (...what) => stage.seen(...what);
  const gone = (side: Side, words: string) => stage.shown(side, words).waitFor({ state: 'detached' });
  const moment = async (field: string, { day, time }: ReturnType<typeof wheels>) => {
    await stage.turn('左', `${field}，日期`, ...day);
    await stage.turn('左', `${field}，时间`, ...time);
  };

  beforeAll(async () => {
    stage = current();
    officer = await logInOnDesk(stage.url, 'demo-officer');
    helper = await logInOnDesk(stage.url, 'demo-applicant');
  });

  test(
    'somebody applies to found an organization, and reads who reviews it',
    async () => {
      await stage.give('左', '陈思远 · 志愿者');
      await stage.go('左：工作台');
      await tap('左', '申请成立组织');
      await tap('左', '开始申请');
      await stage.type('左', '组织全称', NAME);
      await stage.turn('左', '性质', '社会团体');
      await stage.turn('左', '级别', '分队');
      await tap('左', '选择省、市、区县');
      await tap('左', '北京市');
      await tap('左', '朝阳区');
      await stage.type('左', '上级科协或上级组织', '朝阳区科学');
      await tap('左', '查找');
      await tap('左', '北京市朝阳区科学技术协会');
      await seen('左', '上级：北京市朝阳区科学技术协会');
      await stage.type('左', '负责人姓名', '陈思远');
      await tap('左', '科普类');
      await stage.type('左', '组织简介', '带孩子们用显微镜看身边的水。');
      await tap('左', '提交审核');
      await seen('左', '申请已提交');
      await tap('左', '知道了');
      await seen('左', '北京市朝阳区科学技术协会审核');
    },
    STEP_MS,
  );

  test(
    'the county approves it on the phone, and the applicant finds the workbench',
    async () => {
      await stage.give('左', '赵建明 · 朝阳区科协');
      await stage.go('左：工作台');
      await tap('左', '科协审核 · 组织申请');
      await tap('左', NAME);
      await seen('左', '逐项确认后才能通过');
      for (const point of await stage.inside('左').locator('[id^="point-"]').all()) await point.click();
      await tap('左', '通过');
      await seen('左', '望京社区');
      await gone('左', NAME);
      await stage.give('左', '陈思远 · 志愿者');
      await stage.go('左：工作台');
      await seen('左', NAME);
      await tap('左', '申请成立组织');
      await seen('左', '审核通过，您是组织管理员');
    },
    STEP_MS,
  );

  test(
    'somebody asks to join; the new admin approves',
    async () => {
      await stage.give('右', '王秋月 · 志愿者');
      await stage.go('右：找组织');
      await tap('右', NAME);
      await stage.inside('右').locator('#primary', { hasText: '申请加入' }).click();
      await tap('右', '知道了');
      await seen('右', '已申请加入，等待组织管理员审核');
      await stage.go('左：工作台');
      await tap('左', '入会申请');
      await tap('左', '同意加入');
      await seen('左', '没有等待审核的入会申请');
    },
    STEP_MS,
  );

  test(
    'writes an activity in four steps, reads it as volunteers will, and submits it',
    async () => {
      const { now } = await officer.get('/api/simulation/clock');
      const from = wheels(Date.parse(now) + 2 * HOUR);
      const until = wheels(Date.parse(now) + 3 * HOUR);
      await stage.go('左：工作台');
      await tap('左', '写活动');
      await stage.type('左', '活动名称', TITLE);
      await stage.turn('左', '服务类别', '科普类');
      await stage.type('左', '活动介绍', '陪孩子们看池塘水里的小生命，画下来讲给大家听。');
      await tap('左', '下一步');
      await moment('开始时间', from);
      await moment('结束时间', until);
      await moment('报名截止', from);
      await tap('左', '选择省、市、区县');
      await tap('左', '北京市');
      await tap('左', '朝阳区');
      await tap('左', '在地图上选点');
      await tap('左', '同意');
      await stage.phone('左').getByRole('button', { name: '朝阳区科技馆' }).click();
      await seen('左', '已在地图上选点');
      await tap('左', '下一步');
      await stage.type('左', '招募人数', '2');
      await stage.inside('左').locator('.switch', { hasText: '报名需要我审核' }).locator('.t-switch').click();
      await stage.type('左', '咨询方式', '朝阳区科技馆服务台');
      await tap('左', '下一步');
      await stage.type('左', '风险提示', '载玻片易碎，请提醒孩子轻拿轻放。');
      await tap('左', '写完并预览');
      await seen('左', '草稿已保存');
      await seen('左', '载玻片易碎');
      await tap('左', '提交审核');
      await seen('左', '已提交给上级科协审核');
    },
    STEP_MS,
  );

  test(
    'two ask for a place; the organizer approves both at once and writes to them',
    async () => {
      const { items } = await officer.get('/api/unit/activities?state=PENDING');
      activityId = items.find(({ title }: { title: string }) => title === TITLE).id;
      await approveOnDesk(stage.url, activityId);
      await stage.go('右：看活动');
      await tap('右', TITLE);
      await tap('右', '申请报名');
      await stage.shown('右', '我已阅读并了解').click();
      await stage.inside('右').locator('#confirm').click();
      await stage.phone('右').getByRole('button', { name: '允许' }).click();
      await seen('右', '已提交，等待组织审核');
      await helper.post(`/api/volunteer/activities/${activityId}/signups`, { riskAcknowledged: true });

      await stage.go('左：活动');
      await tap('左', TITLE);
      await tap('左', '报名名单');
      await stage.turn('左', stage.shown('左', '状态', true), '待审核');
      await tap('左', '全部通过（2）');
      await seen('左', '已通过 2 人');
      await stage.phone('右').locator('.sheet-banner', { hasText: '报名结果通知' }).waitFor();

      await tap('左', '发通知');
      await seen('左', '将送到 2 位参加者');
      await stage.type('左', '标题', '请带一支铅笔');
      await stage.type('左', '内容', '一点在科技馆正门集合，带一支铅笔画观察记录。');
      await tap('左', '发布通知');
      await tap('左', '发布');
      await seen('左', '通知的参加者');
      await stage.phone('右').locator('.sheet-banner', { hasText: '请带一支铅笔' }).click();
      await stage.phone('右').locator('.wc-card', { hasText: '请带一支铅笔' }).waitFor();
    },
    STEP_MS,
  );

  test(
    'shows the code full screen, sees who came, and enters by hand who had no phone',
    async () => {
      await stage.go('拨到开始前');
      await stage.go('左：活动');
      await tap('左', TITLE);
      await tap('左', '签到码');
      await stage.inside('左').locator('canvas').waitFor();
      await stage.go('右：报名');
      await tap('右', '签到 · 签退');
      await tap('右', '扫码签到');
      await stage.phone('右').getByRole('button', { name: '扫另一部手机上的码' }).click();
      await seen('右', '已签到');
      await tap('左', '有人没有网络？扫志愿者自己的码');
      await seen('左', '王秋月');
      await stage.page.getByRole('button', { name: /时钟与故障/ }).click();
      await stage.go('+2 小时');
      await stage.page.getByText('时钟已经拨好').waitFor();
      await stage.page.getByRole('button', { name: '关闭' }).first().click();
      await tap('左', '手工登记时长');
      await stage.turn('左', '志愿者', '周雨桐 199****0106');
      await stage.type('左', '登记原因', '手机没有电，签了纸质签到表');
      await stage.inside('左').locator('#primary').filter({ visible: true }).getByText('登记').click();
      await seen('左', '已登记，等待另一位管理员审核');
    },
    STEP_MS,
  );

  test(
    'writes the recap with a photo and figures; published, it is read on the other phone',
    async () => {
      await stage.go('左：活动');
      await tap('左', TITLE);
      await tap('左', '活动分享');
      await stage.type('左', '故事', '两位志愿者陪二十个孩子看见了水里的草履虫。');
      await stage.type('左', '服务了多少人', '20');
      const chosen = stage.page.waitForEvent('filechooser');
      await stage.inside('左').getByLabel('添加照片').click();
      await (await chosen).setFiles([
        { name: 'water.jpg', mimeType: 'image/jpeg', buffer: await syntheticPhoto() },
      ]);
      await stage.inside('左').getByLabel('照片 1', { exact: true }).waitFor();
      await stage.inside('左').locator('.consent .t-switch').click();
      await tap('左', '提交审核');
      await seen('左', '已提交审核');
      await tap('左', '知道了');
      const { items } = await officer.get('/api/unit/recaps?state=PENDING');
      await officer.post(`/api/unit/recaps/${items[0].id}/review`, { decision: 'PUBLISHED' });

      await stage.go('右：活动风采');
      await tap('右', '两位志愿者陪二十个孩子看见了水里的草履虫。');
      await seen('右', '受益群众');
      await stage.go('左：活动');
      await tap('左', TITLE);
      await tap('左', '活动分享');
      await seen('左', '已发布');
    },
    STEP_MS,
  );
}

/** What the wheels of an instant say in Beijing, on the full hour. */
export function wheels(ms: number): { day: string[]; time: string[] } {
  const [year, month, day, hour] = new Date(ms + 8 * HOUR).toISOString().split(/[-T:]/) as string[];
  return { day: [`${year}年`, `${month}月`, `${day}日`], time: [`${hour}时`, '00分'] };
}
