import type { Plan } from '../../../../api/activity-plan';
import type { Problems } from '../../../../api/activity-plan-problems';
import { busily } from '../../../../core/busy';
import { choosePlace } from '../../../../core/phone-media';

/** When and where an activity takes place. Event: `change`, a part of the plan. */
Component({
  properties: {
    plan: { type: Object, value: {} as Plan },
    problems: { type: Object, value: {} as Problems },
    /** a published activity has begun to recruit: only the end of recruiting moves */
    published: { type: Boolean, value: false },
  },
  data: { choosingArea: false, busy: false },
  methods: {
    changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('change', { [currentTarget.dataset.field as string]: detail.value });
    },
    choosePlace() {
      return busily(this, async () => {
        const chosen = await choosePlace();
        if (!chosen) return;
        const { name, address, latitude, longitude } = chosen;
        const place = [address, name].filter(Boolean).join(' ');
        this.triggerEvent('change', { place, latitude, longitude });
      });
    },
    openAreas() {
      this.setData({ choosingArea: true });
    },
    closeAreas() {
      this.setData({ choosingArea: false });
    },
    areaChosen({ detail }: WechatMiniprogram.CustomEvent<{ code: string; name: string }>) {
      this.triggerEvent('change', { areaCode: detail.code, areaName: detail.name });
    },
  },
});
