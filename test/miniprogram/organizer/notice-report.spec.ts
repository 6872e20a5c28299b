import { channelReports } from '../../../miniprogram/api/organizer-notices';

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
});
