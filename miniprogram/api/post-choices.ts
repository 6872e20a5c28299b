import type { ActivityDetail, Eligibility, Post, Reason } from './activities';

/** A post to choose, as the page of an activity shows it. */
export interface PostChoice extends Post {
  /** 余 3 位, 候补 2 人, 已满 */
  placesText: string;
  /** what it asks for, in one line; empty when nothing */
  asks: string;
  /** why not; empty when it can be had */
  reasons: Reason[];
}

/** @param eligibility null where nobody can log in */
export function postChoices(activity: ActivityDetail, eligibility: Eligibility | null): PostChoice[] {
  const known = new Map(eligibility?.posts.map((each) => [each.postId, each]));
  return activity.posts.map((post) => ({
    ...post,
    placesText: placesText(post),
    asks: [ages(post), post.membersOnly ? '仅限本组织成员' : '', post.requirement ?? '']
      .filter((text) => text !== '')
      .join(' · '),
    reasons: known.get(post.id)?.reasons ?? [],
  }));
}

/** @returns the post that is shown as chosen at first: one's own, else one that can be had, else one to wait for */
export function firstChoice(activity: ActivityDetail, eligibility: Eligibility | null): string {
  const posts = eligibility?.posts ?? [];
  return (
    eligibility?.signUp?.postId ??
    posts.find(({ eligible }) => eligible)?.postId ??
    posts.find(({ mayWait }) => mayWait)?.postId ??
    activity.posts[0]?.id ??
    ''
  );
}

function placesText({ freePlaces, waiting, places }: Post): string {
  if (waiting > 0) return `候补 ${waiting} 人`;
  return freePlaces > 0 ? `余 ${freePlaces}/${places} 位` : '已满';
}

function ages({ minAge, maxAge }: Post): string {
  if (minAge !== null && maxAge !== null) return `${minAge} 至 ${maxAge} 周岁`;
  if (minAge !== null) return `年满 ${minAge} 周岁`;
  return maxAge !== null ? `${maxAge} 周岁及以下` : '';
}
