import { type CertificateDetail, downloadCertificate, findCertificate } from '../../../api/certificates';
import { busily } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';

/** One certificate as on paper, to look through, to download, and to show to somebody who scans its code. */
Page({
  data: { screen: LOADING, id: '', certificate: null as CertificateDetail | null, size: 160, busy: false },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id, size: Math.round(wx.getWindowInfo().windowWidth * 0.4) });
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => ({ certificate: await findCertificate(this.data.id) }));
  },
  download(): Promise<void> {
    return busily(this, async () => {
      const filePath = await downloadCertificate(this.data.id);
      // The menu of the document sends it to a chat or keeps it.
      await wx.openDocument({ filePath, fileType: 'pdf', showMenu: true });
    });
  },
  copy() {
    const { number } = this.data.certificate as CertificateDetail;
    wx.setClipboardData({ data: number });
  },
});
