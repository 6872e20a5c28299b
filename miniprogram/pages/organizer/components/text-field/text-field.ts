/** A text to write. Event: `change` {value} with every letter. */
Component({
  properties: {
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    error: { type: String, value: '' },
    hint: { type: String, value: '' },
    required: { type: Boolean, value: false },
    /** text | number */
    type: { type: String, value: 'text' },
    /** several lines */
    long: { type: Boolean, value: false },
    maxlength: { type: Number, value: 100 },
  },
  methods: {
    typed({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('change', { value: detail.value });
    },
  },
});
