import { type Activity, type ActivityChange, changeTexts } from '../activities';
import { spanText } from '../platform/chinese-time';
import { activityCancelled, activityRescheduled, activityReviewed, because, type Words } from './words';

/** A date that was moved, and the record of what it was before. */
interface MovedDate {
  activity: Activity;
  change: ActivityChange | undefined;
}

/** @param dates in their order, all that one person had signed up to */
export function datesCancelled(dates: readonly Activity[]): Words {
  const [first, ...more] = dates;
  if (more.length === 0) return activityCancelled(first!);
  const title = commonTitle(dates);
  const lines = dates.map((date) => whenOf(date, title));
  return {
    title: '您报名的活动已取消',
    body: `${title ? `「${title}」有` : '您报名的活动有'} ${dates.length} 次已取消，您的报名随之取消，不影响您的记录。\n${lines.join('\n')}\n${because(first!.stateReason)}可以在活动列表里看看其他活动。`,
  };
}

/** @param moved in their order, all that one person had signed up to */
export function datesRescheduled(moved: readonly MovedDate[]): Words {
  const [first, ...more] = moved;
  const { activity, change } = first!;
  if (more.length === 0) return activityRescheduled(activity, change ? changeTexts(change) : []);
  const dates = moved.map((date) => date.activity);
  const title = commonTitle(dates);
  const places = moved.map(placeText);
  const place = places.every((each) => each === places[0]) ? places[0] : undefined;
  const lines = moved.map(
    (date, index) =>
      `${whenOf(date.activity, title)}${whenBefore(date)}${place ? '' : `，${places[index]}`}${otherwise(date)}`,
  );
  return {
    title: '您报名的活动有变动',
    body: `${title ? `「${title}」有` : '您报名的活动有'} ${dates.length} 次的时间或地点有变动，请以下面的安排为准。\n${lines.join('\n')}\n${place ? `地点：${place}\n` : ''}${because(activity.rescheduleReason)}如果有的日子不能参加，可以取消那一次的报名，不影响您的记录。`,
  };
}

/** @param leftOut dates that an approval came too late for, in their order like those that were reviewed */
export function seriesReviewed(
  reviewed: readonly Activity[],
  leftOut: readonly Activity[],
  outcome: Parameters<typeof activityReviewed>[1],
): Words {
  const said = activityReviewed(reviewed[0]!, outcome);
  if (leftOut.length === 0) return said;
  const { title } = reviewed[0]!;
  const lines = leftOut.map((date) => whenOf(date, title));
  return {
    ...said,
    body: `每周服务「${title}」发布了 ${reviewed.length} 次，志愿者可以在招募时间内报名。\n另有 ${leftOut.length} 次在通过时报名已经截止，没有发布：\n${lines.join('\n')}\n要补办请复制活动，另排时间。`,
  };
}

/** @returns the title when it is the same of all: then it is said once, else beside each */
const commonTitle = (dates: readonly Activity[]): string | undefined =>
  dates.every(({ title }) => title === dates[0]!.title) ? dates[0]!.title : undefined;

const whenOf = ({ title, startsAt, endsAt }: Activity, common: string | undefined): string =>
  `${spanText(startsAt, endsAt)}${common ? '' : `「${title}」`}`;

const before = ({ change }: MovedDate, field: keyof Activity): string | undefined =>
  change?.items.find((item) => item.field === field)?.from as string | undefined;

/** Until when others may sign up is nothing to who has, unless it is all that changed. */
function otherwise(date: MovedDate): string {
  const changes = date.change ? changeTexts(date.change) : [];
  const told = changes.filter(({ label }) => label === '所在地区');
  const shown = told.length > 0 || whenBefore(date) !== '' || before(date, 'place') !== undefined;
  const mentioned = shown ? told : changes.filter(({ label }) => label === '报名截止');
  return mentioned.map(({ label, from, to }) => `，${label}改为 ${to}（原来是 ${from}）`).join('');
}

function whenBefore(date: MovedDate): string {
  const { startsAt, endsAt } = date.activity;
  const was = spanText(
    new Date(before(date, 'startsAt') ?? startsAt),
    new Date(before(date, 'endsAt') ?? endsAt),
  );
  return was === spanText(startsAt, endsAt) ? '' : `（原来是 ${was}）`;
}

function placeText(date: MovedDate): string {
  const was = before(date, 'place');
  return was ? `${date.activity.place}（原来是 ${was}）` : date.activity.place;
}
