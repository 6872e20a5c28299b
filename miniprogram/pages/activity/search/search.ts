import { type ActivityCard, listActivities } from '../../../api/activities';
import { listOrganizations, type OrganizationCard } from '../../../api/organizations';
import { LOADING, READY, show } from '../../../core/screen';

const LONGEST = 30;

/** Finds activities and organizations by words. */
Page({
  data: {
    screen: READY,
    text: '',
    searched: false,
    activities: [] as ActivityCard[],
    organizations: [] as OrganizationCard[],
  },
  submitted({ detail }: WechatMiniprogram.CustomEvent<{ value?: string }>): Promise<void> | undefined {
    const text = (detail.value ?? '').trim().slice(0, LONGEST);
    if (!text) return undefined;
    this.setData({ text, screen: LOADING });
    return this.find();
  },
  find(): Promise<void> {
    const { text } = this.data;
    return show(this, async () => {
      const [activities, organizations] = await Promise.all([
        listActivities({ text }, undefined, 20),
        listOrganizations({ name: text }, undefined, 20),
      ]);
      // Somebody may have gone on typing while this was on its way.
      if (this.data.text !== text) return undefined;
      return { activities: activities.items, organizations: organizations.items, searched: true };
    });
  },
  cleared() {
    this.setData({ text: '', searched: false, activities: [], organizations: [], screen: READY });
  },
});
