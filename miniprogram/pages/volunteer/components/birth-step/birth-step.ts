import { EMPTY_DRAFT, type Problems } from '../../../../api/registration';
import { dayKey } from '../../../../core/time';

/** Birth day and gender, where no document tells them. Event: `change`. */
Component({
  properties: {
    draft: { type: Object, value: EMPTY_DRAFT },
    problems: { type: Object, value: {} as Problems },
  },
  data: { today: dayKey(new Date().toISOString()) },
  methods: {
    birthDayPicked({ detail }: WechatMiniprogram.PickerChange) {
      this.triggerEvent('change', { birthDay: detail.value as string });
    },
    genderPicked({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('change', { gender: currentTarget.dataset.gender as string });
    },
  },
});
