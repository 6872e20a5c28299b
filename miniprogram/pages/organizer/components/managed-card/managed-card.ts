import type { ManagedGroup } from '../../../../api/organizer-activities';

/** An activity in the list of those who run it; a weekly series unfolds into its dates. */
Component({
  properties: {
    activity: { type: Object, value: {} as ManagedGroup },
    /** of a series only the dates in this state */
    only: { type: String, value: '' },
  },
  data: {
    unfolded: false,
    /** one more whenever the list was read anew: then the dates are, too */
    version: 0,
  },
  observers: {
    activity() {
      this.setData({ version: this.data.version + 1 });
    },
  },
  methods: {
    open() {
      const { id, seriesText } = this.properties.activity as ManagedGroup;
      if (seriesText) this.setData({ unfolded: !this.data.unfolded });
      else wx.navigateTo({ url: `/pages/organizer/manage/manage?id=${id}` });
    },
  },
});
