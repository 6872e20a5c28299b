/** A field of a form: label above, its control in the slot, a hint or what is wrong below. */
Component({
  properties: {
    label: { type: String, value: '' },
    required: { type: Boolean, value: false },
    hint: { type: String, value: '' },
    /** takes the place of the hint */
    error: { type: String, value: '' },
    /** without the box, for controls that bring their own */
    bare: { type: Boolean, value: false },
  },
});
