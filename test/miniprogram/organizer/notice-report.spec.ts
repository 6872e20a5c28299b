import { channelReports } from '../../../miniprogram/api/organizer-notices';
import { closeApps, openApp } from '../support/app';

jest.setTimeout(60_000);
afterEach(closeApps);

describe('the delivery report of a notice', () => {
  test('says whom each used channel reached, and why not the others', () => {
    const reports = channelReports([
      { channel: 'TEMPLATE', state: 'SUPPRESSED', reason: 'not_following', count: 7 },
      { channel: 'TEMPLATE', state: 'SENT', reason: null, count: 2 },
      { channel: 'TEMPLATE', state: 'FAILED', reason: '40037', count: 1 },
      { channel: 'INBOX', state: 'READ', reason: null, count: 4 },
      { channel: 'INBOX', state: 'DELIVERED', reason: null, count: 6 },
    ]);
    expect(reports.map(({ name, reached }) => [name, reached])).toEqual([
      ['小程序消息', 10],
      ['公众号模板消息', 2],
    ]);
    const [, template] = reports;
    expect(template?.lines).toContainEqual({ text: '没有发送：对方没有关注公众号', count: 7 });
    // A code of WeChat's that nobody explained is still shown, in a sentence.
    expect(template?.lines).toContainEqual({ text: '没有送达：微信返回 40037', count: 1 });
  });

  test('goes on by itself while messages are on their way, and then rests', async () => {
    let state = 'QUEUED';
    const REPORT = 'GET /api/organizer/notices/n1';
    const phone = await openApp('pages/organizer/notice-report/notice-report?id=n1', {
      [REPORT]: () => ({
        ...{
          id: 'n1',
          title: '集合时间提醒',
          body: '提前十分钟到。',
          audience: 'FOLLOWERS',
          audienceCount: 5,
        },
        ...{ addressing: false, publishedAt: '2026-11-25T02:00:00.000Z', activityId: null },
        deliveries: [{ channel: 'TEMPLATE', state, reason: null, count: 5 }],
      }),
    });
    expect(phone.text()).toContain('公众号模板消息0 人送达');
    state = 'SENT';
    await new Promise((done) => setTimeout(done, 7_000));
    await phone.settled();
    expect(phone.text()).toContain('公众号模板消息5 人送达');
    expect(phone.asked.filter((each) => each === REPORT)).toHaveLength(2);
  });
});
