import type { Story } from '../story';

/** A recap is reviewed, published and seen by anybody. */
export async function recapIsShared(story: Story): Promise<void> {
  const { narrator } = story;
  narrator.chapter('回顾：起草、审核、发布，任何人不登录也能看');
  await story.organizer.logIn();
  await story.officer.logIn();
  const recap = await story.organizer.post(
    '起草回顾',
    `/api/organizer/activities/${story.activityId}/recaps`,
    {
      text: '两位志愿者陪 80 个孩子做了一上午实验，最受欢迎的是气球火箭。',
      photoIds: [],
      photoConsent: true,
      peopleServed: 80,
    },
  );
  await story.organizer.post('提交审核', `/api/organizer/recaps/${recap.id}/submission`);
  await story.officer.post('审核通过', `/api/unit/recaps/${recap.id}/review`, { decision: 'PUBLISHED' });
  const visitor = await story.appear('路过的人');
  const seen = await visitor.get('不登录看回顾', `/api/public/recaps/${recap.id}`);
  narrator.expect('服务人数', seen.peopleServed, 80);
  const page = await visitor.ask('打开分享的网页', 'GET', `/recaps/${recap.id}`);
  narrator.expectWords(
    '网页带分享信息',
    /<meta property="og:title"[^>]*>/.exec(String(page.body))?.[0] ?? '',
    'og:title',
  );
  const url = `${story.stage.product.origin}/recaps/${recap.id}`;
  const sdk = await visitor.get('网页申请 JS-SDK 签名', `/api/public/js-sdk?url=${encodeURIComponent(url)}`);
  const checked = await story.stage.wechat.send('POST', '/control/js-sdk/verify', { url, ...sdk });
  narrator.expect('微信一侧验证签名', checked.body, true);
  await visitor.post('看过一次', `/api/public/recaps/${recap.id}/views`);
  await visitor.post('转发到朋友圈', `/api/public/recaps/${recap.id}/shares`, { channel: 'TIMELINE' });
  const after = await visitor.get('再看一次', `/api/public/recaps/${recap.id}`);
  narrator.expect('阅读与转发', [after.views, after.shares], [1, 1]);
}
