/** The risk notice to be read and accepted before signing up (R20). Events: `accept`, `close`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    notice: { type: String, value: '' },
    /** what the button says */
    label: { type: String, value: '确认报名' },
    busy: { type: Boolean, value: false },
  },
  data: { accepted: false },
  observers: {
    visible(visible: boolean) {
      if (visible) this.setData({ accepted: false });
    },
  },
  methods: {
    toggle() {
      this.setData({ accepted: !this.data.accepted });
    },
    accept() {
      if (this.data.accepted && !this.properties.busy) this.triggerEvent('accept');
    },
    close() {
      if (!this.properties.busy) this.triggerEvent('close');
    },
    popupChanged({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.close();
    },
  },
});
