import { type Certificate, listCertificates } from '../../../api/certificates';
import { emptyList, listHooks, type PageOf, refresh } from '../../../core/paged-list';

/** My certificates, newest first. */
Page({
  ...listHooks,
  data: { ...emptyList<Certificate>() },
  onShow(): Promise<void> {
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<Certificate>> {
    return listCertificates(cursor);
  },
  open({ currentTarget }: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/certificate/detail/detail?id=${currentTarget.dataset.id}` });
  },
  apply() {
    wx.navigateTo({ url: '/pages/certificate/apply/apply' });
  },
});
