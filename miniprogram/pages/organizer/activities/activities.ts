import {
  ACTIVITY_STATE_OPTIONS,
  type ActivityState,
  listManaged,
  type ManagedCard,
} from '../../../api/organizer-activities';
import { emptyList, listHooks, type PageOf, reload } from '../../../core/paged-list';

/** The activities that I manage, by state. */
Page({
  ...listHooks,
  data: {
    ...emptyList<ManagedCard>(),
    stateNames: ACTIVITY_STATE_OPTIONS.map(({ name }) => name),
    state: 0,
  },
  onLoad({ state = '' }) {
    this.setData({
      state: Math.max(
        ACTIVITY_STATE_OPTIONS.findIndex(({ code }) => code === state),
        0,
      ),
    });
  },
  onShow(): Promise<void> {
    return reload(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<ManagedCard>> {
    const { code } = ACTIVITY_STATE_OPTIONS[this.data.state];
    return listManaged('organizer', { state: (code as ActivityState) || undefined }, cursor);
  },
  statePicked({ detail }: WechatMiniprogram.CustomEvent<{ index: number }>): Promise<void> {
    this.setData({ state: detail.index });
    return reload(this, { fresh: true });
  },
});
