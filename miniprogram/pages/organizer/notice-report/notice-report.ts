import { findNoticeReport, type NoticeReport } from '../../../api/organizer-notices';
import { LOADING, show } from '../../../core/screen';

const LOOK_AGAIN = 3000;

/** Timers of open pages; a page's data is for showing. */
const looking = new WeakMap<object, ReturnType<typeof setTimeout>>();

/** Whom a notice reached by which channel, and why not the others. */
Page({
  data: { screen: LOADING, id: '', notice: null as NoticeReport | null },
  onLoad({ id = '' }) {
    this.setData({ id });
  },
  onShow(): Promise<void> {
    return this.load();
  },
  onPullDownRefresh(): Promise<void> {
    return this.load();
  },
  onHide() {
    clearTimeout(looking.get(this) ?? 0);
  },
  onUnload() {
    clearTimeout(looking.get(this) ?? 0);
  },
  load(): Promise<void> {
    clearTimeout(looking.get(this) ?? 0);
    return show(this, async () => {
      const notice = await findNoticeReport(this.data.id);
      if (notice.underWay)
        looking.set(
          this,
          setTimeout(() => this.load(), LOOK_AGAIN),
        );
      return { notice };
    });
  },
});
