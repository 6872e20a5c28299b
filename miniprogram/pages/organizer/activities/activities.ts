import {
  ACTIVITY_STATE_OPTIONS,
  type ActivityState,
  listGroups,
  listToCloseOut,
  type ManagedCard,
  type ManagedGroup,
  TO_CLOSE_OUT,
} from '../../../api/organizer-activities';
import { emptyList, listHooks, type PageOf, refresh, reload } from '../../../core/paged-list';

/** The activities that I manage, by state. */
Page({
  ...listHooks,
  data: {
    ...emptyList<ManagedCard | ManagedGroup>(),
    stateNames: ACTIVITY_STATE_OPTIONS.map(({ name }) => name),
    stateCodes: ACTIVITY_STATE_OPTIONS.map(({ code }) => code),
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
    return refresh(this);
  },
  fetchPage(cursor?: string): Promise<PageOf<ManagedCard | ManagedGroup>> {
    const { code } = ACTIVITY_STATE_OPTIONS[this.data.state];
    if (code === TO_CLOSE_OUT) return listToCloseOut(cursor);
    return listGroups({ state: (code as ActivityState) || undefined }, cursor);
  },
  statePicked({ detail }: WechatMiniprogram.CustomEvent<{ index: number }>): Promise<void> {
    this.setData({ state: detail.index });
    return reload(this, { fresh: true });
  },
});
