import type { Plan } from '../../../../api/activity-plan';
import type { Problems } from '../../../../api/activity-plan-problems';
import { busily } from '../../../../core/busy';
import { choosePlace } from '../../../../core/phone-media';

type Where = Pick<Plan, 'areaCode' | 'areaName' | 'place' | 'latitude' | 'longitude'>;

/** The area, the address, and the point on the map. Event: `change`, a part of what is written. */
Component({
  properties: {
    where: { type: Object, value: {} as Where },
    problems: { type: Object, value: {} as Problems },
    /** of the address */
    label: { type: String, value: '集合地址' },
    placeholder: { type: String, value: '志愿者照着能找到的地址' },
    /** the point may be left out and taken away again */
    optional: { type: Boolean, value: false },
  },
  data: { choosingArea: false, busy: false },
  methods: {
    placeTyped({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('change', { place: detail.value });
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
    forgetPoint() {
      this.triggerEvent('change', { latitude: 0, longitude: 0 });
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
