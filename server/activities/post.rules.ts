import { type Fault, invalid } from '../platform/fault';
import type { PostForm } from './post.dto';

const MOST_PLACES = 100_000;
const DEFAULT_TITLE = '志愿者';

/** What a plan says about posts: a list of them, or only a number of places for everybody. */
export interface PostsAsked {
  posts?: PostForm[] | undefined;
  places?: number | undefined;
}

/** @returns the posts of a plan: those listed, or one for everybody */
export const postsOf = ({ posts, places }: PostsAsked): PostForm[] =>
  posts && posts.length > 0 ? posts : [{ title: DEFAULT_TITLE, places: places ?? 0 }];

/** @returns the first thing wrong with the posts of a plan, null when they fit together */
export function faultOfPosts(posts: readonly PostForm[]): Fault | null {
  const fault = (code: string, message: string) => invalid(code, message, { field: 'posts' });
  const total = totalPlaces(posts);
  if (total < 1) return fault('places_required', '请填写招募人数，或添加岗位并填写各岗位的人数。');
  if (total > MOST_PLACES) return fault('too_many_places', `各岗位合计不能超过 ${MOST_PLACES} 人，请修改。`);
  if (new Set(posts.map(({ title }) => title)).size < posts.length)
    return fault('post_titles_repeated', '岗位名称不能重复，请修改。');
  const reversed = posts.find(({ minAge, maxAge }) => minAge != null && maxAge != null && minAge > maxAge);
  if (reversed) return fault('age_order', `岗位“${reversed.title}”的最大年龄不能小于最小年龄，请修改。`);
  return null;
}

export const totalPlaces = (posts: readonly Pick<PostForm, 'places'>[]): number =>
  posts.reduce((sum, { places }) => sum + places, 0);
