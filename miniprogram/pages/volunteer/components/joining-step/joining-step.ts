import { listMemberships } from '../../../../api/memberships';
import { join, listOrganizations, type OrganizationCard } from '../../../../api/organizations';
import { busily } from '../../../../core/busy';
import { messageOf } from '../../../../core/screen';

const LABELS: Record<string, string> = { ACTIVE: '已加入', APPLIED: '已申请' };

/** Organizations of one's area to join right after registering; can be left out. */
Component({
  properties: { areaCode: { type: String, value: '' } },
  data: {
    organizations: [] as (OrganizationCard & { joined: string })[],
    loading: true,
    failure: '',
    busy: false,
  },
  lifetimes: {
    attached() {
      this.load();
    },
  },
  methods: {
    async load() {
      this.setData({ loading: true, failure: '' });
      try {
        const [{ items }, { items: mine }] = await Promise.all([
          listOrganizations({ areaCode: this.properties.areaCode }),
          listMemberships(),
        ]);
        const joined = (id: string) =>
          mine.find(({ organizationId, open }) => open && organizationId === id)?.stateName ?? '';
        this.setData({ organizations: items.map((item) => ({ ...item, joined: joined(item.id) })) });
      } catch (failure) {
        this.setData({ failure: messageOf(failure) });
      } finally {
        this.setData({ loading: false });
      }
    },
    join({ currentTarget }: WechatMiniprogram.TouchEvent): Promise<void> {
      const index = currentTarget.dataset.index as number;
      return busily(this, async () => {
        const { state } = await join(this.data.organizations[index]!.id);
        this.setData({ [`organizations[${index}].joined`]: LABELS[state] ?? '' });
      });
    },
  },
});
