import type { SelectQueryBuilder } from 'typeorm';
import type { PostService } from '../activities';
import type { Reader } from '../platform/database';
import type { ActivitySignUpFilter } from './signup.dto';
import { SignUp } from './signup.entity';

/** @returns sign-ups in a state, or in any; to be narrowed and paged */
export function signUpList(
  reader: Reader,
  { state }: Pick<ActivitySignUpFilter, 'state'>,
): SelectQueryBuilder<SignUp> {
  const query = reader.manager.createQueryBuilder(SignUp, 'signUp').where('1 = 1');
  return state ? query.andWhere('signUp.state = :state', { state }) : query;
}

/** @returns sign-ups to an activity, or to one of its posts */
export function signUpsOfActivity(
  reader: Reader,
  activityId: string,
  { state, postId }: ActivitySignUpFilter,
): SelectQueryBuilder<SignUp> {
  const query = signUpList(reader, { state }).andWhere('signUp.activityId = :activityId', { activityId });
  return postId ? query.andWhere('signUp.postId = :postId', { postId }) : query;
}

/** @returns titles of the posts of activities, by id of the post */
export async function postTitles(
  posts: PostService,
  reader: Reader,
  activityIds: readonly string[],
): Promise<Map<string, string>> {
  const found = await posts.listPosts(reader, activityIds);
  return new Map([...found.values()].flat().map(({ id, title }) => [id, title]));
}
