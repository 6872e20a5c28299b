import { listSignUps, type ManagedSignUp } from '../../../api/organizer-attendance';
import { emptyList, loadMore, type PageOf, reload } from '../../../core/paged-list';

const STATES = [
  { code: '', name: '全部' },
  { code: 'CONFIRMED', name: '已报名' },
  { code: 'ATTENDED', name: '已参加' },
  { code: 'CANCELLED', name: '已取消' },
];

/** Who signed up for an activity. */
Page({
  data: { ...emptyList<ManagedSignUp>(), id: '', stateNames: STATES.map(({ name }) => name), state: 0 },
  onLoad({ id = '' }): Promise<void> {
    this.setData({ id });
    return reload(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<ManagedSignUp>> {
    return listSignUps(this.data.id, STATES[this.data.state].code, cursor);
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
  statePicked({ detail }: WechatMiniprogram.CustomEvent<{ index: number }>): Promise<void> {
    this.setData({ state: detail.index });
    return reload(this, { fresh: true });
  },
});
