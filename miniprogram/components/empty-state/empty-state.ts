/** A line drawing, one sentence, at most one action: also for the empty part of a page. Event: `act`. */
Component({
  properties: {
    /** empty | failed | forbidden: a picture in assets/drawings */
    drawing: { type: String, value: 'empty' },
    text: { type: String, value: '' },
    action: { type: String, value: '' },
  },
  methods: {
    act() {
      this.triggerEvent('act');
    },
  },
});
