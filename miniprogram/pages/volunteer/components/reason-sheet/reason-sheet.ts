const SHORTEST = 2;

/** Asks why before something is cancelled. Events: `submit` {reason}, `close`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** what will follow */
    consequence: { type: String, value: '' },
    action: { type: String, value: '' },
    /** reasons that many have */
    usual: { type: Array, value: [] as string[] },
    busy: { type: Boolean, value: false },
  },
  data: { reason: '', complete: false },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ reason: '', complete: false });
    },
  },
  methods: {
    enter(reason: string) {
      this.setData({ reason, complete: reason.trim().length >= SHORTEST });
    },
    typed({ detail }: WechatMiniprogram.Input) {
      this.enter(detail.value);
    },
    pick({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.enter(currentTarget.dataset.reason as string);
    },
    submit() {
      if (this.data.complete && !this.properties.busy)
        this.triggerEvent('submit', { reason: this.data.reason.trim() });
    },
    close() {
      if (!this.properties.busy) this.triggerEvent('close');
    },
    popupChanged({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.close();
    },
  },
});
