import type { ActivityCard, NearbyActivity } from '../../api/activities';

/** An activity in a list; opens it. The cover is drawn from its category. */
Component({
  properties: {
    activity: { type: Object, value: {} as ActivityCard & Partial<NearbyActivity> },
    /** without the cover, where many stand below each other */
    compact: { type: Boolean, value: false },
  },
  methods: {
    open() {
      wx.navigateTo({
        url: `/pages/activity/detail/detail?id=${(this.properties.activity as ActivityCard).id}`,
      });
    },
  },
});
