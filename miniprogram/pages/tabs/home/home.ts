import { type ActivityCard, listActivities } from '../../../api/activities';
import { findFigures, type KeyFigure } from '../../../api/figures';
import { listRecaps, type RecapCard } from '../../../api/recaps';
import { type ChosenArea, chooseArea, chosenArea } from '../../../core/chosen-area';
import { LOADING, show } from '../../../core/screen';

const RECOMMENDED = 5;
const LATEST = 3;
const KEY_FIGURES = 3;

/** 首页: what one can join here and now, and what others did. */
Page({
  data: {
    screen: LOADING,
    area: { code: '', name: '' } as ChosenArea,
    choosingArea: false,
    activities: [] as ActivityCard[],
    recaps: [] as RecapCard[],
    figures: [] as KeyFigure[],
    asOfText: '',
  },
  onShow() {
    const area = chosenArea();
    if (this.data.screen.state === 'ready' && area.code === this.data.area.code) return;
    this.setData({ area });
    return this.load();
  },
  load() {
    return show(this, async () => {
      const areaCode = this.data.area.code || undefined;
      const [activities, recaps, key] = await Promise.all([
        listActivities({ areaCode, free: true }, undefined, 3 * RECOMMENDED),
        listRecaps({}, undefined, LATEST),
        // Figures are an extra: without them the page still serves.
        findFigures(areaCode ?? '').catch(() => ({ figures: [], asOfText: '' })),
      ]);
      // Free places alone do not make it open: it may be running already, or not recruit yet.
      const open = activities.items.filter((activity) => activity.open).slice(0, RECOMMENDED);
      return {
        activities: open,
        recaps: recaps.items,
        figures: key.figures.slice(0, KEY_FIGURES),
        asOfText: key.asOfText,
      };
    });
  },
  onPullDownRefresh() {
    return this.load();
  },
  openAreas() {
    this.setData({ choosingArea: true });
  },
  closeAreas() {
    this.setData({ choosingArea: false });
  },
  areaChosen({ detail }: WechatMiniprogram.CustomEvent<ChosenArea>) {
    chooseArea(detail);
    this.setData({ area: detail });
    return this.load();
  },
  wholeCountry() {
    chooseArea({ code: '', name: '' });
    this.setData({ area: { code: '', name: '' } });
    return this.load();
  },
  search() {
    wx.navigateTo({ url: '/pages/activity/search/search' });
  },
  allActivities() {
    wx.switchTab({ url: '/pages/tabs/activities/activities' });
  },
  allOrganizations() {
    wx.switchTab({ url: '/pages/tabs/organizations/organizations' });
  },
  verifyCertificate() {
    wx.navigateTo({ url: '/pages/certificate/verify/verify' });
  },
  demands() {
    wx.navigateTo({ url: '/pages/demand/board/board' });
  },
  showcase() {
    wx.navigateTo({ url: '/pages/showcase/showcase/showcase' });
  },
  allRecaps() {
    wx.navigateTo({ url: '/pages/recap/list/list' });
  },
  onShareAppMessage() {
    return { title: '一起做科技志愿者', path: '/pages/tabs/home/home' };
  },
});
