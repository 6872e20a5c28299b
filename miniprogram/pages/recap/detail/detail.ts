import { countShare, countView, findRecap, type Recap } from '../../../api/recaps';
import { idOfCode, isSinglePage } from '../../../core/scene';
import { LOADING, show } from '../../../core/screen';

/** A recap like a page of a magazine; opens alone from Moments, where nobody is logged in. */
Page({
  data: { screen: LOADING, id: '', recap: null as Recap | null, single: false, showingPoster: false },
  onLoad({ id: given = '', scene = '' }): Promise<void> {
    const id = given || idOfCode(scene);
    this.setData({ id, single: isSinglePage() });
    // Counting is the server's matter: whether it succeeds changes nothing for the reader.
    countView(id).catch(() => undefined);
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => ({ recap: await findRecap(this.data.id) }));
  },
  openPhoto({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const urls = (this.data.recap as Recap).photos.map(({ url }) => url);
    if (urls.length > 0) wx.previewImage({ urls, current: currentTarget.dataset.url as string });
  },
  openActivity() {
    const { activityId } = this.data.recap as Recap;
    wx.navigateTo({ url: `/pages/activity/detail/detail?id=${activityId}` });
  },
  openOrganization() {
    const { organizationId } = this.data.recap as Recap;
    wx.navigateTo({ url: `/pages/organization/detail/detail?id=${organizationId}` });
  },
  showPoster() {
    this.setData({ showingPoster: true });
  },
  closePoster() {
    this.setData({ showingPoster: false });
  },
  onShareAppMessage() {
    const { id, recap } = this.data;
    countShare(id, 'FRIEND').catch(() => undefined);
    return {
      title: recap?.activityTitle ?? '科技志愿服务风采',
      path: `/pages/recap/detail/detail?id=${id}`,
      ...(recap?.photos[0] ? { imageUrl: recap.photos[0].url } : {}),
    };
  },
  onShareTimeline() {
    const { id, recap } = this.data;
    countShare(id, 'TIMELINE').catch(() => undefined);
    return {
      title: recap?.activityTitle ?? '科技志愿服务风采',
      query: `id=${id}`,
      ...(recap?.photos[0] ? { imageUrl: recap.photos[0].url } : {}),
    };
  },
});
