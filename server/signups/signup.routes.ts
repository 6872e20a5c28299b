import type { ActivityService, PostService } from '../activities';
import type { Actor } from '../platform/actor';
import type { Database, Tx } from '../platform/database';
import { type Api, Id, mapPage, pageOf, readPage } from '../platform/http';
import {
  AcceptanceForm,
  CancellationForm,
  EligibilityListQuery,
  SignUpForm,
  SignUpListQuery,
} from './signup.dto';
import type { SignUp } from './signup.entity';
import { postTitles, signUpList } from './signup.lists';
import type { Located, SignUpService } from './signup.service';
import {
  EligibilityFlags,
  EligibilityView,
  eligibilityFlag,
  eligibilityView,
  MySignUpView,
  mySignUpView,
  SignUpView,
  signUpView,
} from './signup.view';
import type { WaitingList } from './waiting-list';

class ActivitySignUpParams {
  @Id() activityId: string;
}

class SignUpParams {
  @Id() signUpId: string;
}

export interface SignUpRoutesNeeds {
  database: Database;
  activities: ActivityService;
  posts: PostService;
  waitingList: WaitingList;
  signUps: SignUpService;
}

/** What volunteers do about their own sign-ups. */
export function signUpRoutes(api: Api, needs: SignUpRoutesNeeds): void {
  const { database, activities, posts, signUps, waitingList } = needs;
  const ownSignUp = async (
    actor: Actor,
    id: string,
    work: (tx: Tx, located: Located) => Promise<SignUp>,
  ): Promise<SignUpView> => {
    const located = await signUps.locateOwn(database, actor, id);
    return signUpView(await database.transaction((tx) => work(tx, located)));
  };

  api.volunteer.get(
    '/activities/:activityId/eligibility',
    { summary: '我能不能报名', params: ActivitySignUpParams, returns: EligibilityView },
    async ({ actor, params }) => {
      const eligibility = await signUps.eligibility(database, actor, params.activityId);
      const { signUp } = eligibility;
      return eligibilityView(eligibility, signUp && (await waitingList.position(database, signUp)));
    },
  );

  api.volunteer.get(
    '/eligibility',
    { summary: '这些活动我能不能报名', query: EligibilityListQuery, returns: EligibilityFlags },
    async ({ actor, query }) => {
      const found = await signUps.eligibilities(database, actor, query.activityIds.split(','));
      return { items: [...found].map(([id, eligibility]) => eligibilityFlag(id, eligibility)) };
    },
  );

  api.volunteer.post(
    '/activities/:activityId/signups',
    { summary: '报名', params: ActivitySignUpParams, body: SignUpForm, returns: SignUpView, status: 201 },
    async ({ actor, params, body }) => signUpView(await signUps.signUp(actor, params.activityId, body)),
  );

  api.volunteer.post(
    '/signups/:signUpId/cancellation',
    { summary: '取消报名', params: SignUpParams, body: CancellationForm, returns: SignUpView },
    ({ actor, params, body }) =>
      ownSignUp(actor, params.signUpId, (tx, located) => signUps.cancel(tx, located, body.reason)),
  );

  api.volunteer.post(
    '/signups/:signUpId/acceptance',
    { summary: '接受候补邀约或邀请', params: SignUpParams, body: AcceptanceForm, returns: SignUpView },
    ({ actor, params, body }) =>
      ownSignUp(actor, params.signUpId, (tx, located) => signUps.accept(tx, located, body)),
  );

  api.volunteer.post(
    '/signups/:signUpId/refusal',
    { summary: '放弃候补邀约或谢绝邀请', params: SignUpParams, returns: SignUpView },
    ({ actor, params }) => ownSignUp(actor, params.signUpId, (tx, located) => signUps.decline(tx, located)),
  );

  api.volunteer.get(
    '/signups',
    { summary: '我的报名', query: SignUpListQuery, returns: pageOf(MySignUpView) },
    async ({ actor, query }) => {
      const own = signUpList(database, query).andWhere('signUp.volunteerId = :volunteerId', {
        volunteerId: actor.volunteerId ?? '',
      });
      const page = await readPage(own, 'signUp', query);
      const ids = page.items.map(({ activityId }) => activityId);
      const found = await activities.findActivities(database, ids);
      const titles = await postTitles(posts, database, ids);
      return mapPage(page, (signUp) =>
        mySignUpView(signUp, found.get(signUp.activityId)!, titles.get(signUp.postId) ?? ''),
      );
    },
  );
}
