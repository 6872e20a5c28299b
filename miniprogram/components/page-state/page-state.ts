import { isLargeType } from '../../core/large-type';
import { LOADING, type Screen } from '../../core/screen';
import { HOME_TAB, takeWay, wayOutOf } from '../../core/ways';

/**
 * The outermost element of every page: skeleton, empty, error with retry, no right, gone, or the content. Slot `top` stays
 * whatever the state (search, filters), and so does slot `over` (sheets, bars). It also makes all of their text large in
 * 长者模式.
 *
 * Events: `retry` after a failure, `act` for the action of the empty state.
 */
Component({
  options: { multipleSlots: true },
  properties: {
    screen: { type: Object, value: LOADING as Screen },
    /** shape of the skeleton: list | detail | form */
    skeleton: { type: String, value: 'list' },
    /** the page is ready and has nothing to show */
    empty: { type: Boolean, value: false },
    emptyText: { type: String, value: '这里还没有内容。' },
    /** label of the empty state's one action; none when left out */
    emptyAction: { type: String, value: '' },
  },
  data: { largeType: false, rows: [1, 2, 3], way: '' },
  observers: {
    'screen.code'(code: string) {
      // The type too: the settings show their screen anew when it has changed.
      this.setData({ way: wayOutOf(code)?.label ?? '', largeType: isLargeType() });
    },
  },
  lifetimes: {
    attached() {
      this.setData({ largeType: isLargeType() });
    },
  },
  pageLifetimes: {
    show() {
      if (isLargeType() !== this.data.largeType) this.setData({ largeType: isLargeType() });
    },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
    act() {
      this.triggerEvent('act');
    },
    goHome() {
      wx.switchTab({ url: HOME_TAB });
    },
    goOn() {
      const way = wayOutOf((this.properties.screen as Screen).code);
      if (way) takeWay(way);
      else this.triggerEvent('retry');
    },
  },
});
