import type { Activity } from '../activities';
import type { Organization } from '../organizations';
import { distanceText, spanText } from '../platform/chinese-time';
import { maskName } from '../platform/crypto/personal-data';
import { hoursText } from '../recaps';
import type { Volunteer } from '../volunteers';

/** What the official account says. At most 2 048 bytes: some six hundred characters. */
export const GREETING = '欢迎关注科技志愿服务平台。';

export const HELP = [
  '可以回复下面的词：',
  '活动 — 看近期正在招募的活动',
  '时长 — 查我的服务时长',
  '组织 — 查我加入的组织',
  '绑定 — 查微信绑定了哪位志愿者',
].join('\n');

export const HOW_TO_BIND =
  '您的微信还没有绑定科技志愿者。点菜单「找活动」打开小程序完成注册，之后这里会自动认出您。';

const HOW_TO_SIGN_UP = '点菜单「找活动」打开小程序报名。';

/** WeChat shows `<a>` in a text as a link: what users wrote must not become one. */
const plain = (text: string): string => text.replaceAll('<', '＜');

function activityLines(activity: Activity, now: Date): string {
  const left = activity.places - activity.takenPlaces;
  return [
    plain(activity.title),
    `${spanText(activity.startsAt, activity.endsAt)} · ${distanceText(activity.startsAt, now)}`,
    plain(activity.place),
    left > 0 ? `余 ${left} 位` : '名额已满',
  ].join('\n');
}

export function recruitingActivities(activities: readonly Activity[], now: Date): string {
  if (activities.length === 0) return '近期没有正在招募的活动。过几天再来看看，或者先加入一个组织。';
  const listed = activities.map((activity, index) => `${index + 1}. ${activityLines(activity, now)}`);
  return ['近期正在招募：', ...listed, HOW_TO_SIGN_UP].join('\n\n');
}

export const oneActivity = (activity: Activity, now: Date): string =>
  `${activityLines(activity, now)}\n\n${HOW_TO_SIGN_UP}`;

export const NO_SUCH_ACTIVITY = '这个活动已经下架。回复「活动」看看近期的其他活动。';

export const oneOrganization = ({ name, intro, memberCount, activityCount }: Organization): string => {
  const introduction = [...plain(intro)].slice(0, 80).join('');
  return [
    plain(name),
    `成员 ${memberCount} 人 · 活动 ${activityCount} 次`,
    ...(introduction ? [introduction] : []),
    '',
    '点菜单「找活动」打开小程序，可以关注或加入它。',
  ].join('\n');
};

export const NO_SUCH_ORGANIZATION = '这个组织现在不可用。回复「活动」看看近期的活动。';

export const hours = (minutes: number): string =>
  minutes === 0
    ? '您还没有生效的服务时长。参加活动并签到、签退，公示期满后就会计入这里。'
    : `您的服务时长：${hoursText(minutes)} 小时\n只计公示期满的时长，明细在小程序「我的」里。`;

export const organizations = (names: readonly string[]): string =>
  names.length === 0
    ? '您还没有加入组织。在小程序里选一个组织申请加入，就能收到它的通知。'
    : ['您加入的组织：', ...names.map((name, index) => `${index + 1}. ${plain(name)}`)].join('\n');

export const bound = ({ name, number }: Volunteer): string =>
  `已绑定科技志愿者 ${plain(maskName(name))}（编号 ${number}）。`;
