/** A number as the hero: large tabular digits with a small unit, and what it counts. */
Component({
  properties: {
    value: { type: null, value: '' },
    unit: { type: String, value: '' },
    label: { type: String, value: '' },
    /** brand, or warm for what a person earned */
    tone: { type: String, value: 'brand' },
    large: { type: Boolean, value: false },
  },
});
