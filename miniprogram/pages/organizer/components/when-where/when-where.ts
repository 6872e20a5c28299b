import type { Plan } from '../../../../api/activity-plan';
import type { Problems } from '../../../../api/activity-plan-problems';

/** When and where an activity takes place. Event: `change`, a part of the plan. */
Component({
  properties: {
    plan: { type: Object, value: {} as Plan },
    problems: { type: Object, value: {} as Problems },
    /** a published activity has begun to recruit: only the end of recruiting moves */
    published: { type: Boolean, value: false },
  },
  methods: {
    changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('change', { [currentTarget.dataset.field as string]: detail.value });
    },
    whereChanged({ detail }: WechatMiniprogram.CustomEvent<Partial<Plan>>) {
      this.triggerEvent('change', detail);
    },
  },
});
