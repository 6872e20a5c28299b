import type { OrganizationService } from '../organizations';
import type { Database } from '../platform/database';
import { type Api, Id, mapPage, PageQuery, pageOf, readPage } from '../platform/http';
import { Following } from './following.entity';
import type { FollowingService } from './following.service';
import type { MemberRoleService } from './member-role.service';
import { JoinForm } from './membership.dto';
import { Membership } from './membership.entity';
import type { MembershipService } from './membership.service';
import { FollowingView, followingView, MembershipView, membershipView } from './membership.view';

class OrganizationParams {
  @Id() organizationId: string;
}

export interface JoiningRoutesNeeds {
  database: Database;
  organizations: OrganizationService;
  memberships: MembershipService;
  roles: MemberRoleService;
  followings: FollowingService;
}

/** What a volunteer does about organizations: join, leave, follow. */
export function joiningRoutes(api: Api, needs: JoiningRoutesNeeds): void {
  const { database, organizations, memberships, roles, followings } = needs;
  const namesOf = (rows: readonly { organizationId: string }[]) =>
    organizations.findOrganizations(
      database,
      rows.map(({ organizationId }) => organizationId),
    );

  api.volunteer.post(
    '/organizations/:organizationId/memberships',
    {
      summary: '申请加入组织',
      params: OrganizationParams,
      body: JoinForm,
      returns: MembershipView,
      status: 201,
    },
    async ({ actor, params, body }) => {
      const membership = await database.transaction((tx) =>
        memberships.apply(tx, actor, params.organizationId, body.remark ?? null),
      );
      return membershipView(
        membership,
        await organizations.findOrganization(database, params.organizationId),
      );
    },
  );

  api.volunteer.post(
    '/organizations/:organizationId/departure',
    { summary: '退出组织或撤回申请', params: OrganizationParams },
    ({ actor, params }) => database.transaction((tx) => roles.leave(tx, actor, params.organizationId)),
  );

  api.volunteer.get(
    '/memberships',
    { summary: '我加入和申请过的组织', query: PageQuery, returns: pageOf(MembershipView) },
    async ({ actor, query }) => {
      const own = database.manager
        .createQueryBuilder(Membership, 'membership')
        .where('membership.volunteerId = :volunteerId', { volunteerId: actor.volunteerId ?? '' });
      const page = await readPage(own, 'membership', query);
      const found = await namesOf(page.items);
      return mapPage(page, (membership) => membershipView(membership, found.get(membership.organizationId)!));
    },
  );

  api.volunteer.put(
    '/organizations/:organizationId/following',
    { summary: '关注组织', params: OrganizationParams },
    ({ actor, params }) => database.transaction((tx) => followings.follow(tx, actor, params.organizationId)),
  );

  api.volunteer.delete(
    '/organizations/:organizationId/following',
    { summary: '取消关注组织', params: OrganizationParams },
    ({ actor, params }) =>
      database.transaction((tx) => followings.unfollow(tx, actor, params.organizationId)),
  );

  api.volunteer.get(
    '/followings',
    { summary: '我关注的组织', query: PageQuery, returns: pageOf(FollowingView) },
    async ({ actor, query }) => {
      const own = database.manager
        .createQueryBuilder(Following, 'following')
        .where('following.volunteerId = :volunteerId', { volunteerId: actor.volunteerId ?? '' });
      const page = await readPage(own, 'following', query);
      const found = await namesOf(page.items);
      return mapPage(page, (following) => followingView(following, found.get(following.organizationId)!));
    },
  );
}
