import { type CheckPoint, checklistOf, type Decision } from '../../../../api/unit';
import { askReason } from '../../../../core/ask-reason';

const TITLES = { RETURN: '退回修改', REJECT: '不予通过' };

/** A reviewer's points and decision. Event: `decide`, a Verdict. */
Component({
  properties: {
    points: { type: Array, value: [] as CheckPoint[] },
    busy: { type: Boolean, value: false },
    /** 不予通过 besides 退回修改 */
    rejectable: { type: Boolean, value: true },
  },
  data: { confirmed: [] as string[], rows: [] as (CheckPoint & { on: boolean })[], complete: false },
  observers: {
    'points, confirmed'(points: CheckPoint[], confirmed: string[]) {
      const rows = points.map((point) => ({ ...point, on: confirmed.includes(point.code) }));
      this.setData({ rows, complete: rows.every(({ on }) => on) });
    },
  },
  methods: {
    toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { code } = currentTarget.dataset as { code: string };
      const { confirmed } = this.data;
      const others = confirmed.filter((each) => each !== code);
      this.setData({ confirmed: confirmed.includes(code) ? others : [...confirmed, code] });
    },
    approve() {
      if (this.data.complete) this.decide('APPROVE');
    },
    giveBack() {
      return this.decideWithReason('RETURN');
    },
    reject() {
      return this.decideWithReason('REJECT');
    },
    async decideWithReason(decision: 'RETURN' | 'REJECT') {
      const reason = await askReason(TITLES[decision], '写明原因，对方会看到并据此修改');
      if (reason) this.decide(decision, reason);
    },
    decide(decision: Decision, reason?: string) {
      if (this.properties.busy) return;
      const checklist = checklistOf(this.properties.points as CheckPoint[], this.data.confirmed);
      this.triggerEvent('decide', { decision, checklist, ...(reason ? { reason } : {}) });
    },
  },
});
