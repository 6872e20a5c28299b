import type { Readable } from 'node:stream';
import type { PostService } from '../activities';
import { fullTimeText } from '../platform/chinese-time';
import { maskPhone } from '../platform/crypto/personal-data';
import type { Database } from '../platform/database';
import { writeSheet } from '../platform/sheets';
import type { VolunteerService } from '../volunteers';
import type { ActivitySignUpFilter } from './signup.dto';
import { postTitles, signUpsOfActivity } from './signup.lists';
import { STATE_NAMES } from './signup.words';

const COLUMNS = [
  '姓名',
  '志愿者编号',
  '手机号（部分隐去）',
  '岗位',
  '状态',
  '报名时间',
  '留言',
  '原因',
  '未到场说明',
];

const CHUNK = 500;

interface Needs {
  database: Database;
  volunteers: VolunteerService;
  posts: PostService;
}

/** The sign-ups of an activity to take to the place, in the order in which they applied: what admins need (R63), phones masked. */
export function signUpSheet(
  { database, volunteers, posts }: Needs,
  activityId: string,
  filter: ActivitySignUpFilter,
): Readable {
  async function* rows(): AsyncGenerator<string[]> {
    const titles = await postTitles(posts, database, [activityId]);
    for (let after = ''; ; ) {
      const signUps = await signUpsOfActivity(database, activityId, filter)
        .andWhere('signUp.id > :after', { after })
        .orderBy('signUp.id', 'ASC')
        .limit(CHUNK)
        .getMany();
      const ids = signUps.map(({ volunteerId }) => volunteerId);
      const people = await volunteers.findVolunteers(database, ids);
      for (const { volunteerId, postId, state, createdAt, remark, stateReason, excuse } of signUps) {
        const volunteer = people.get(volunteerId)!;
        yield [
          volunteer.name,
          volunteer.number,
          maskPhone(volunteers.plainIdentity(volunteer).phone),
          titles.get(postId) ?? '',
          STATE_NAMES[state],
          fullTimeText(createdAt),
          remark ?? '',
          stateReason ?? '',
          excuse ?? '',
        ];
      }
      if (signUps.length < CHUNK) return;
      after = signUps.at(-1)!.id;
    }
  }
  return writeSheet({ name: '报名名单', columns: COLUMNS.map((title) => ({ title })), rows: rows() });
}
