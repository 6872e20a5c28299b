import type { Character } from '../character';
import { HOUR, PLACE, tomorrowMorning } from '../setting';
import type { Story } from '../story';

/** Draft, submission, review, publication. */
export async function activityIsPublished(story: Story): Promise<void> {
  const { narrator } = story;
  narrator.chapter('发布一场只有 2 个名额的活动，由科协审核');
  const now = await story.productNow();
  story.startsAt = tomorrowMorning(now);
  const { id } = await story.organizer.post(
    '起草活动',
    `/api/organizer/organizations/${story.organizationId}/activities`,
    {
      title: '流动科技馆进社区',
      category: 'popularization',
      scene: 'community',
      startsAt: story.startsAt.toISOString(),
      endsAt: new Date(story.startsAt.getTime() + 2 * HOUR).toISOString(),
      recruitFrom: now.toISOString(),
      recruitUntil: new Date(story.startsAt.getTime() - HOUR).toISOString(),
      ...PLACE,
      places: 2,
      riskNotice: '现场有少量搬运工作，请穿平底鞋，注意脚下电线。',
      riskLevel: 'NONE',
      guarantees: ['05', '07'],
      targets: ['01', '11'],
      contact: '林晓，服务台当面咨询',
      membersOnly: false,
      intro: '布置展台、引导孩子动手做实验、活动后清场。',
    },
  );
  story.activityId = id;
  await story.organizer.post('提交审核', `/api/organizer/activities/${id}/submission`);
  const hidden = await story.volunteers[0]!.ask('审核前查看', 'GET', `/api/public/activities/${id}`);
  narrator.expect('审核前不可见', hidden.status, 404);
  await story.officer.post('审核通过', `/api/unit/activities/${id}/review`, {
    decision: 'APPROVE',
    checklist: {
      notOnesJob: true,
      notCompelled: true,
      notForPrivateGain: true,
      freeForThoseServed: true,
      noRewardBeyondReimbursement: true,
    },
  });
  const published = await story.volunteers[0]!.get('活动详情', `/api/public/activities/${id}`);
  narrator.expect('公开可见', published.title, '流动科技馆进社区');
}

/** A notice, seen in the chat and in the inbox. */
export async function noticeReachesFollowers(story: Story): Promise<void> {
  story.narrator.chapter('组织者发通知：关注者在公众号聊天里收到');
  const notice = await story.organizer.post(
    '发布通知',
    `/api/organizer/organizations/${story.organizationId}/notices`,
    {
      title: '周末流动科技馆招募',
      body: '明天上午在朝阳区科技馆，名额 2 位，先到先得。',
      activityId: story.activityId,
    },
  );
  const [first] = story.volunteers as [Character];
  await story.eventually('模板消息到达聊天', async () =>
    JSON.stringify(await first.chat()).includes('周末流动科技馆招募'),
  );
  const inbox = await first.get('我的消息', '/api/volunteer/inbox');
  story.narrator.expectWords(
    '站内消息',
    JSON.stringify(inbox.items.map((item: { title: string }) => item.title)),
    '周末流动科技馆招募',
  );
  const report = await story.organizer.get('送达情况', `/api/organizer/notices/${notice.id}`);
  story.narrator.answered(JSON.stringify(report.deliveries ?? report));
}

/** Three people sign up for two places. */
export async function placesRunOut(story: Story): Promise<void> {
  const { narrator } = story;
  narrator.chapter('三人报名两个名额：第三位被如实告知原因');
  const path = `/api/volunteer/activities/${story.activityId}/signups`;
  const [first, second, third] = story.volunteers as [Character, Character, Character];
  await first.post('报名', path, { riskAcknowledged: true });
  const again = await first.ask('手抖又点了一次', 'POST', path, { riskAcknowledged: true });
  narrator.expect('重复点击不是错误', again.status < 300, true);
  await second.post('报名', path, { riskAcknowledged: true });
  const before = await third.get(
    '报名前先看能不能报',
    `/api/volunteer/activities/${story.activityId}/eligibility`,
  );
  narrator.answered(JSON.stringify(before.reasons));
  const refused = await third.ask('报名', 'POST', path, { riskAcknowledged: true });
  narrator.expect('被拒绝', [refused.status, refused.body.code], [409, 'activity_full']);
  narrator.expectWords('原因', refused.body.message, '名额');
}
