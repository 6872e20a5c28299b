import type { DraftCard } from '../../../../api/plan-drafts';

/** A plan that is not written to its end, in a list: a tap goes on with it. Event: `discard` {draft}. */
Component({
  properties: {
    draft: { type: Object, value: {} as DraftCard },
    /** offers to delete it */
    discardable: { type: Boolean, value: false },
  },
  methods: {
    open() {
      wx.navigateTo({ url: (this.properties.draft as DraftCard).url });
    },
    discard() {
      this.triggerEvent('discard', { draft: this.properties.draft });
    },
  },
});
