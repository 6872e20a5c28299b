import type { ManagedCard } from '../../../../api/organizer-activities';

/** An activity in a list of those who run or review it. */
Component({
  properties: {
    activity: { type: Object, value: {} as ManagedCard },
    /** manage | review-activity: the page that opens */
    page: { type: String, value: 'manage' },
  },
  methods: {
    open() {
      const { page, activity } = this.properties;
      wx.navigateTo({ url: `/pages/organizer/${page}/${page}?id=${(activity as ManagedCard).id}` });
    },
  },
});
