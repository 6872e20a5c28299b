import type { Character } from '../character';
import { HOUR, MINUTE, PLACE } from '../setting';
import type { Story } from '../story';

/** Check-in and check-out. */
export async function serviceIsGiven(story: Story): Promise<void> {
  const { narrator } = story;
  narrator.chapter('活动当天：提前十分钟扫动态二维码签到，结束后签退');
  const [first, second, third] = story.volunteers as [Character, Character, Character];
  const arrival = story.startsAt.getTime() - 10 * MINUTE;
  await story.moveClock(arrival - (await story.productNow()).getTime(), '时钟拨到活动开始前十分钟');
  const checkIn = `/api/volunteer/activities/${story.activityId}/check-in`;
  const far = { position: { latitude: 39.99, longitude: 116.31, accuracyMetres: 20 } };
  const away = await first.ask('在家里用定位签到', 'POST', checkIn, far);
  narrator.expect('太远', away.status >= 400, true);
  const { code } = await story.organizer.get(
    '出示签到码',
    `/api/organizer/activities/${story.activityId}/check-in-code`,
  );
  await first.post('扫码签到', checkIn, { code });
  const here = { position: { latitude: PLACE.latitude, longitude: PLACE.longitude, accuracyMetres: 15 } };
  await second.post('在现场用定位签到', checkIn, here);
  const uninvited = await third.ask('没有报名的人签到', 'POST', checkIn, { code });
  narrator.expect('没有报名', uninvited.status >= 400, true);

  await story.moveClock(2 * HOUR + 15 * MINUTE, '时钟拨到活动结束后五分钟');
  const checkOut = `/api/volunteer/activities/${story.activityId}/check-out`;
  const stale = await first.ask('用旧码签退', 'POST', checkOut, { code });
  narrator.expect('旧码失效', stale.status >= 400, true);
  const fresh = await story.organizer.get(
    '出示签到码',
    `/api/organizer/activities/${story.activityId}/check-in-code`,
  );
  await first.post('扫码签退', checkOut, { code: fresh.code });
  await second.post('在现场用定位签退', checkOut, here);
  const hours = await first.get('我的时长', '/api/volunteer/hours');
  narrator.expect('公示之前不计入', hours.minutes, 0);
  narrator.expectWords('为什么还没到账', hours.records.items[0].sentence, '公示');
}

/** Publicity ends; the hours count. */
export async function hoursBecomeEffective(story: Story): Promise<void> {
  const { narrator } = story;
  narrator.chapter('公示期满，时长生效；在公众号里问「时长」也查得到');
  const [first] = story.volunteers as [Character];
  const publicity = await first.get(
    '公示名单（任何人可看）',
    `/api/public/activities/${story.activityId}/publicity`,
  );
  narrator.expect('公示中的人数', publicity.items.length, 2);
  narrator.expectWords('姓名已脱敏', publicity.items[0].volunteerName, '*');
  const until = new Date(publicity.items[0].until).getTime();
  await story.moveClock(until - (await story.productNow()).getTime() + MINUTE, '时钟拨到公示期满');
  for (const volunteer of story.volunteers) await volunteer.logIn();
  await story.eventually(
    '时长生效',
    async () => (await story.silently(first, '/api/volunteer/hours')).minutes === 120,
  );
  const hours = await first.get('我的时长', '/api/volunteer/hours');
  narrator.expect('生效时长', [hours.minutes, hours.hours], [120, '2.00']);
  await first.inWechat('text', { text: '时长' });
  const [reply] = (await first.chat()).slice(-1);
  narrator.expectWords('公众号回复', reply?.text ?? '', '2 小时');
}
