/** One filter above a list. With `options` it opens a picker and emits `change` {index}; without, it emits `press`. */
Component({
  properties: {
    label: { type: String, value: '' },
    /** names to choose from; the first means no filter */
    options: { type: Array, value: [] as string[] },
    index: { type: Number, value: 0 },
    /** the filter is set */
    on: { type: Boolean, value: false },
    /** a switch, without an arrow */
    toggle: { type: Boolean, value: false },
  },
  methods: {
    picked({ detail }: WechatMiniprogram.CustomEvent<{ value: string | number }>) {
      this.triggerEvent('change', { index: Number(detail.value) });
    },
    press() {
      this.triggerEvent('press');
    },
  },
});
