import { copyAsText, copyData, type DataCopy } from '../../../api/own-data';
import { busily } from '../../../core/busy';
import { READY } from '../../../core/screen';

/** As many records of a table as are drawn; the copied text has all. */
const DRAWN = 50;

/** Everything that is kept about me, to read and to take along (R61). Asked for by a tap: each copy is on record. */
Page({
  data: {
    screen: READY,
    copy: null as DataCopy | null,
    /** the table that is open */
    open: -1,
    drawn: DRAWN,
    busy: false,
  },
  ask(): Promise<void> {
    return busily(this, async () => {
      this.setData({ copy: await copyData(), open: -1 });
    });
  },
  toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
    const index = currentTarget.dataset.index as number;
    this.setData({ open: this.data.open === index ? -1 : index });
  },
  act(): Promise<void> {
    const { copy } = this.data;
    if (!copy) return this.ask();
    return busily(this, async () => {
      await wx.setClipboardData({ data: copyAsText(copy) });
      wx.showToast({ title: '已复制，可以粘贴到文档或表格', icon: 'none' });
    });
  },
});
