import type { CodeOption } from '../../../../core/codes';

/** Several of a list, as chips to tap. Event: `change` {value}, the codes. */
Component({
  properties: {
    label: { type: String, value: '' },
    options: { type: Array, value: [] as CodeOption[] },
    /** codes of the chosen ones */
    value: { type: Array, value: [] as string[] },
    error: { type: String, value: '' },
    hint: { type: String, value: '' },
    required: { type: Boolean, value: false },
  },
  data: { chips: [] as (CodeOption & { on: boolean })[] },
  observers: {
    'options, value'(options: CodeOption[], value: string[]) {
      this.setData({ chips: options.map((option) => ({ ...option, on: value.includes(option.code) })) });
    },
  },
  methods: {
    toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const chips = this.data.chips.map((chip, index) =>
        index === currentTarget.dataset.index ? { ...chip, on: !chip.on } : chip,
      );
      this.triggerEvent('change', { value: chips.filter(({ on }) => on).map(({ code }) => code) });
    },
  },
});
