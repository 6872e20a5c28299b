/** A day and a time of day, chosen on wheels. Event: `change` {value}, `2026-11-28 09:00`. */
Component({
  properties: {
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    error: { type: String, value: '' },
    required: { type: Boolean, value: false },
    /** the time of day that a day begins with */
    usualTime: { type: String, value: '09:00' },
  },
  data: { day: '', time: '' },
  observers: {
    value(value: string) {
      const [day = '', time = ''] = value.split(' ');
      this.setData({ day, time });
    },
  },
  methods: {
    dayPicked({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.change(detail.value, this.data.time || this.properties.usualTime);
    },
    timePicked({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.change(this.data.day, detail.value);
    },
    change(day: string, time: string) {
      this.triggerEvent('change', { value: `${day} ${time}` });
    },
  },
});
