import { type Activity, type ActivityService, OPEN_TO_PUBLIC, readPublicList } from '../activities';
import { CloseOut } from '../close-outs';
import { Organization, type OrganizationService } from '../organizations';
import { spanText } from '../platform/chinese-time';
import type { Clock } from '../platform/clock';
import type { Database, Reader } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import { type Html, html, type PageHead } from '../platform/http';
import { areaFullName } from '../reference';
import type { SitePage } from './site';

export interface PortalNeeds {
  database: Database;
  clock: Clock;
  publicUrl: string;
  activities: ActivityService;
  organizations: OrganizationService;
}

const NAME = '科技志愿服务平台';
const LISTED = 20;

/** Pages whose words are the same for everybody: path → title and one sentence. */
const PLAIN: Record<string, [title: string, description: string]> = {
  '/recaps': ['活动风采', '科技志愿服务活动的照片、故事和成果。'],
  '/showcase': ['集中展示', '按地区和时间展示科技志愿者、科技志愿服务组织、活动和服务时长。'],
  '/statistics': ['服务统计', '科技志愿服务的人数、组织、活动和时长，按地区和时间公布。'],
  '/demands': ['供需对接', '社区、学校和新时代文明实践中心的科技志愿服务需求，以及它们的进展。'],
  '/certificates': ['证书验证', '输入志愿服务证明的编号，查验真伪、时长和状态。'],
  '/downloads': ['表格下载', '科技志愿服务组织和科技志愿者集体注册所用的两张表格。'],
  '/manual': ['用户手册', '访客、科技志愿者、组织管理员、各级科协和集体注册经办人怎样使用平台。'],
  '/contact': ['联系我们', '遇到问题时怎样联系平台和当地科协。'],
};

const page = (title: string, description: string, path: string, content?: Html): SitePage => ({
  head: { title: title === NAME ? NAME : `${title} · ${NAME}`, description, url: path },
  content: html`<main><h1>${title}</h1><p>${description}</p>${content ?? null}</main>`,
});

const links = (base: string, rows: readonly { id: string; text: string }[]): Html =>
  html`<ul>${rows.map(({ id, text }) => html`<li><a href="${base}/${id}">${text}</a></li>`)}</ul>`;

const activityText = ({ title, startsAt, endsAt, place }: Activity): string =>
  `${title} · ${spanText(startsAt, endsAt)} · ${place}`;

/** The pages of the portal by path, as the server writes them. */
export class PortalPages {
  constructor(private readonly needs: PortalNeeds) {}

  /** @returns null for a path that is no page of the portal; @throws Fault missing for something that is gone */
  async find(path: string): Promise<SitePage | null> {
    const { publicUrl } = this.needs;
    const found = await this.compose(path.replace(/(.)\/+$/, '$1'));
    if (!found) return null;
    const head: PageHead = { ...found.head, url: publicUrl + (found.head.url ?? path) };
    return { ...found, head };
  }

  private async compose(path: string): Promise<SitePage | null> {
    const { database } = this.needs;
    if (path === '/') {
      const about =
        '科技志愿者注册、加入组织、报名活动、记录服务时长，科技志愿服务组织和各级科协发布、审核和管理。';
      return page(NAME, about, path, await this.activityLinks(database));
    }
    if (path === '/activities') {
      const about = '正在招募和即将开始的科技志愿服务活动，可按地区、类别和时间查找。';
      return page('科技志愿服务活动', about, path, await this.activityLinks(database));
    }
    if (path === '/organizations') {
      const about = '各级科技志愿服务总队、支队、大队、分队和学会、高校、企业的科技志愿服务组织。';
      return page('科技志愿服务组织', about, path, await this.organizationLinks(database));
    }
    const [, kind, id] = /^\/(activities|organizations)\/([0-9A-HJKMNP-TV-Z]{26})$/.exec(path) ?? [];
    if (kind === 'activities') return this.activity(database, id!);
    if (kind === 'organizations') return this.organization(database, id!);
    const plain = PLAIN[path] ?? (/^\/manual\/[\w-]+$/.test(path) ? PLAIN['/manual'] : undefined);
    return plain ? page(plain[0], plain[1], path) : null;
  }

  private async activityLinks(reader: Reader): Promise<Html> {
    const { items } = await readPublicList(reader, { limit: LISTED }, this.needs.clock.now());
    return links(
      '/activities',
      items.map((row) => ({ id: row.id, text: activityText(row) })),
    );
  }

  private async organizationLinks({ manager }: Reader): Promise<Html> {
    const rows = await manager.find(Organization, {
      where: { kind: 'ORGANIZATION', state: 'ACTIVE' },
      order: { id: 'DESC' },
      take: LISTED,
    });
    return links(
      '/organizations',
      rows.map(({ id, name }) => ({ id, text: name })),
    );
  }

  private async activity(reader: Reader, id: string): Promise<SitePage> {
    const activity = await this.needs.activities.findActivity(reader, id);
    ensure(
      OPEN_TO_PUBLIC.includes(activity.state),
      missing('activity_not_found', '没有找到这个活动，它可能已经下架。'),
    );
    const { name } = await this.needs.organizations.findOrganization(reader, activity.organizationId);
    const about = `${name} · ${spanText(activity.startsAt, activity.endsAt)} · ${activity.place}`;
    const closeOut = await reader.manager.findOneBy(CloseOut, { activityId: id });
    const served = closeOut?.closedAt ? html`<p>服务人数：${closeOut.peopleServed ?? 0} 人</p>` : null;
    const content = html`${served}<p>${activity.intro}</p><h2>风险提示</h2><p>${activity.riskNotice}</p>`;
    return page(activity.title, about, `/activities/${id}`, content);
  }

  private async organization(reader: Reader, id: string): Promise<SitePage> {
    const organization = await this.needs.organizations.findOrganization(reader, id);
    ensure(
      organization.kind === 'ORGANIZATION' && organization.state === 'ACTIVE',
      missing('organization_not_found', '没有找到这个组织，它可能已停用。'),
    );
    const { name, areaCode, memberCount, activityCount, intro } = organization;
    const about = `${areaFullName(areaCode)} · 成员 ${memberCount} 人 · 活动 ${activityCount} 次`;
    return page(name, about, `/organizations/${id}`, html`<p>${intro}</p>`);
  }
}
