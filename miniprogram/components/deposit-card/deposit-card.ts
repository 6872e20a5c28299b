import type { Deposit } from '../../api/deposits';

const TICK_MS = 10_000;
const MINUTE = 60_000;

/** 可退押金 of an activity: how much, how and when it returns, and what became of one's own. */
Component({
  properties: {
    /** ¥20 */
    amount: { type: String, value: '' },
    promise: { type: Array, value: [] as string[] },
    /** one's own; null or empty before */
    deposit: { type: Object, value: {} as Deposit },
  },
  data: { left: '', timer: 0 },
  lifetimes: {
    detached() {
      clearTimeout(this.data.timer);
    },
  },
  observers: {
    deposit() {
      this.count();
    },
  },
  methods: {
    /** How long one may still pay; counts on until then. */
    count() {
      clearTimeout(this.data.timer);
      const deposit = this.data.deposit as Deposit | null;
      const ms = deposit?.payable ? Date.parse(deposit.payBy) - Date.now() : null;
      this.setData({
        left: ms === null ? '' : leftText(ms),
        timer: ms === null || ms <= 0 ? 0 : setTimeout(() => this.count(), TICK_MS),
      });
    },
  },
});

function leftText(ms: number): string {
  if (ms <= 0) return '支付时间已到';
  return ms < MINUTE ? '还剩不到 1 分钟' : `还剩 ${Math.ceil(ms / MINUTE)} 分钟`;
}
