import {
  listGroups,
  listToday,
  type ManagedCard,
  type ManagedGroup,
} from '../../../api/organizer-activities';
import { listManagedOrganizations, type ManagedOrganization } from '../../../api/organizer-organizations';
import { findToDos, type ToDo } from '../../../api/organizer-to-dos';
import { type DraftCard, listDrafts } from '../../../api/plan-drafts';
import { LOADING, show } from '../../../core/screen';

/** As many as show without hiding what follows. */
const DRAFTS = 3;

/** 组织者工作台: what waits for me, then what my organizations do. */
Page({
  data: {
    screen: LOADING,
    organizations: [] as ManagedOrganization[],
    names: [] as string[],
    chosen: 0,
    toDos: [] as ToDo[],
    /** what takes place today, with its code to check in, however old its plan is */
    today: [] as ManagedCard[],
    activities: [] as ManagedGroup[],
    /** the latest of the plans that are not written to their end */
    drafts: [] as DraftCard[],
    moreDrafts: false,
  },
  onShow(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => {
      const organizations = await listManagedOrganizations();
      const [toDos, today, activities, drafts] = await Promise.all([
        findToDos(organizations),
        listToday(),
        listGroups({}, undefined, 5),
        listDrafts(undefined, DRAFTS),
      ]);
      const names = organizations.map(({ organizationName }) => organizationName);
      const chosen = this.data.chosen < names.length ? this.data.chosen : 0;
      return {
        organizations,
        names,
        chosen,
        toDos,
        today,
        activities: activities.items.filter(({ id }) => !today.some((each) => each.id === id)),
        drafts: drafts.items,
        moreDrafts: drafts.next !== null,
      };
    });
  },
  organizationPicked({ detail }: WechatMiniprogram.CustomEvent<{ value: string | number }>) {
    this.setData({ chosen: Number(detail.value) });
  },
  openToDo({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: currentTarget.dataset.url as string });
  },
  open(page: string) {
    const id = this.data.organizations[this.data.chosen]?.organizationId ?? '';
    wx.navigateTo({ url: `/pages/organizer/${page}/${page}?organizationId=${id}` });
  },
  draft() {
    this.open('plan');
  },
  templates() {
    this.open('templates');
  },
  members() {
    this.open('members');
  },
  notices() {
    this.open('notices');
  },
  past() {
    this.open('past-activities');
  },
  demands() {
    const id = this.data.organizations[this.data.chosen]?.organizationId ?? '';
    wx.navigateTo({ url: `/pages/demand/mine/mine?organizationId=${id}` });
  },
  allDrafts() {
    wx.navigateTo({ url: '/pages/organizer/drafts/drafts' });
  },
  allActivities() {
    wx.navigateTo({ url: '/pages/organizer/activities/activities' });
  },
  applications() {
    wx.navigateTo({ url: '/pages/organizer/applications/applications' });
  },
});
