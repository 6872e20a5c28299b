type PhoneGranted = WechatMiniprogram.CustomEvent<{ code?: string; errMsg: string }>;

/** The phone that WeChat vouches for. Events: `granted` {code}, `refused`. */
Component({
  properties: {
    /** masked; empty until confirmed */
    phone: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    /** why it is asked for */
    why: { type: String, value: '' },
  },
  methods: {
    answered({ detail }: PhoneGranted) {
      if (detail.code) this.triggerEvent('granted', { code: detail.code });
      else this.triggerEvent('refused');
    },
  },
});
