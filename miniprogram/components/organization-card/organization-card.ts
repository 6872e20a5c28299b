import type { OrganizationCard } from '../../api/organizations';

/** An organization in a list; opens it. */
Component({
  properties: { organization: { type: Object, value: {} as OrganizationCard } },
  methods: {
    open() {
      const { id } = this.properties.organization as OrganizationCard;
      wx.navigateTo({ url: `/pages/organization/detail/detail?id=${id}` });
    },
  },
});
