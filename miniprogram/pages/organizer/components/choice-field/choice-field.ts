import type { CodeOption } from '../../../../core/codes';

/** One of a list, chosen on a wheel. Event: `change` {value}, the code. */
Component({
  properties: {
    label: { type: String, value: '' },
    options: { type: Array, value: [] as CodeOption[] },
    /** code of the chosen one */
    value: { type: String, value: '' },
    placeholder: { type: String, value: '请选择' },
    error: { type: String, value: '' },
    hint: { type: String, value: '' },
    required: { type: Boolean, value: false },
  },
  data: { index: 0, chosen: '' },
  observers: {
    'options, value'(options: CodeOption[], value: string) {
      const index = options.findIndex(({ code }) => code === value);
      this.setData({ index: Math.max(index, 0), chosen: options[index]?.name ?? '' });
    },
  },
  methods: {
    picked({ detail }: WechatMiniprogram.CustomEvent<{ value: string | number }>) {
      const option = (this.properties.options as CodeOption[])[Number(detail.value)];
      if (option) this.triggerEvent('change', { value: option.code });
    },
  },
});
