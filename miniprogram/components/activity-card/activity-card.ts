import type { ActivityCard, NearbyActivity } from '../../api/activities';
import { joiningOf, NOTHING_TO_SAY } from '../../api/joining';

/** An activity in a list; opens it. The cover is drawn from its category. */
Component({
  properties: {
    activity: { type: Object, value: {} as ActivityCard & Partial<NearbyActivity> },
    /** without the cover, where many stand below each other */
    compact: { type: Boolean, value: false },
  },
  data: { joining: NOTHING_TO_SAY },
  observers: {
    'activity.id, activity.placesText'(id?: string) {
      if (id) this.findJoining();
    },
  },
  pageLifetimes: {
    /** Also after signing up or registering on the way back. */
    show() {
      this.findJoining();
    },
  },
  methods: {
    async findJoining(): Promise<void> {
      const activity = this.properties.activity as ActivityCard;
      const joining = await joiningOf(activity);
      // Meanwhile the card may show another one.
      if ((this.properties.activity as ActivityCard).id === activity.id) this.setData({ joining });
    },
    open() {
      wx.navigateTo({
        url: `/pages/activity/detail/detail?id=${(this.properties.activity as ActivityCard).id}`,
      });
    },
  },
});
