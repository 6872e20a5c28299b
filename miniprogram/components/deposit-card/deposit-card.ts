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
    attached() {
      this.count();
      this.setData({ timer: setInterval(() => this.count(), TICK_MS) });
    },
    detached() {
      clearInterval(this.data.timer);
    },
  },
  observers: {
    deposit() {
      this.count();
    },
  },
  methods: {
    /** How long one may still pay. */
    count() {
      const deposit = this.data.deposit as Deposit | null;
      const left = deposit?.payable ? leftText(Date.parse(deposit.payBy) - Date.now()) : '';
      if (left !== this.data.left) this.setData({ left });
    },
  },
});

function leftText(ms: number): string {
  if (ms <= 0) return '支付时间已到';
  return ms < MINUTE ? '还剩不到 1 分钟' : `还剩 ${Math.ceil(ms / MINUTE)} 分钟`;
}
