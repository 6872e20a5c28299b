import { DOUBLE_TAP_MS } from '../../core/busy';

/** The page's one primary button, fixed at the bottom above the safe area. The slot is for a small companion at its left. Event: `act`. */
Component({
  properties: {
    label: { type: String, value: '' },
    busy: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
    /** one line above the button: what will happen, or why it cannot */
    note: { type: String, value: '' },
    /** primary | danger | light */
    theme: { type: String, value: 'primary' },
  },
  data: { tappedAt: 0 },
  methods: {
    act() {
      const since = Date.now() - this.data.tappedAt;
      this.data.tappedAt = Date.now();
      if (since < DOUBLE_TAP_MS || this.properties.busy || this.properties.disabled) return;
      this.triggerEvent('act');
    },
  },
});
