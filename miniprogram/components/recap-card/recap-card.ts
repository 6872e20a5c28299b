import type { RecapCard } from '../../api/recaps';

/** A recap in a list: one picture, one sentence, one number; opens it. */
Component({
  properties: { recap: { type: Object, value: {} as RecapCard } },
  methods: {
    open() {
      wx.navigateTo({ url: `/pages/recap/detail/detail?id=${(this.properties.recap as RecapCard).id}` });
    },
  },
});
