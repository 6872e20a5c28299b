import type { DemandCard } from '../../../../api/demands';

/** A demand in a list. Event: `press` {id}. */
Component({
  properties: {
    demand: { type: Object, value: {} as DemandCard },
    /** for its requester: with what happens next */
    own: { type: Boolean, value: false },
  },
  methods: {
    press() {
      this.triggerEvent('press', { id: (this.properties.demand as DemandCard).id });
    },
  },
});
