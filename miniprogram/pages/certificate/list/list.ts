import { type Certificate, listCertificates } from '../../../api/certificates';
import { emptyList, loadMore, type PageOf, reload } from '../../../core/paged-list';

/** My certificates, newest first. */
Page({
  data: { ...emptyList<Certificate>() },
  onShow(): Promise<void> {
    return reload(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<Certificate>> {
    return listCertificates(cursor);
  },
  retry(): Promise<void> {
    return reload(this);
  },
  onPullDownRefresh(): Promise<void> {
    return reload(this);
  },
  onReachBottom(): Promise<void> {
    return loadMore(this);
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/certificate/detail/detail?id=${currentTarget.dataset.id}` });
  },
  apply() {
    wx.navigateTo({ url: '/pages/certificate/apply/apply' });
  },
});
