import { listMembers } from '../../../../api/organizer-organizations';
import { messageOf } from '../../../../core/screen';

export interface ChosenMember {
  volunteerNumber: string;
  name: string;
}

interface Row extends ChosenMember {
  /** in the list already */
  known: boolean;
  ticked: boolean;
}

const AT_ONCE = 20;
/** A finger that still types asks nothing. */
const PAUSE_MS = 300;

/**
 * Members of the organization to choose among, by part of the name or the whole volunteer number.
 * Events: `choose` {members: ChosenMember[]}, `close`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    organizationId: { type: String, value: '' },
    /** volunteer numbers of those who are in the list already */
    known: { type: Array, value: [] as string[] },
  },
  data: {
    text: '',
    rows: [] as Row[],
    next: null as string | null,
    ticked: [] as ChosenMember[],
    loading: false,
    failure: '',
  },
  observers: {
    visible(visible: boolean) {
      if (!visible) return;
      this.setData({ text: '', ticked: [] });
      this.search();
    },
  },
  methods: {
    typed({ detail }: WechatMiniprogram.CustomEvent<{ value?: string }>) {
      const text = (detail.value ?? '').trim().slice(0, 30);
      if (text === this.data.text) return;
      this.setData({ text });
      // Only the last of what was typed in one go is looked for.
      setTimeout(() => {
        if (this.data.text === text) this.search();
      }, PAUSE_MS);
    },
    search() {
      this.setData({ rows: [], next: null });
      return this.read();
    },
    more() {
      if (this.data.next && !this.data.loading) return this.read(this.data.next);
    },
    async read(cursor?: string) {
      const { text } = this.data;
      const id = this.properties.organizationId as string;
      this.setData({ loading: true, failure: '' });
      try {
        const page = await listMembers(id, 'ACTIVE', cursor, AT_ONCE, text);
        // Something else is looked for by now.
        if (this.data.text !== text) return;
        const found = page.items.map(({ volunteerNumber, name }) => ({ volunteerNumber, name }));
        this.enter([...(cursor ? this.data.rows : []), ...found]);
        this.setData({ next: page.next, loading: false });
      } catch (failure) {
        if (this.data.text === text) this.setData({ failure: messageOf(failure), loading: false });
      }
    },
    enter(members: ChosenMember[]) {
      const known = this.properties.known as string[];
      const ticked = this.data.ticked.map(({ volunteerNumber }) => volunteerNumber);
      const rows = members.map(({ volunteerNumber, name }) => ({
        volunteerNumber,
        name,
        known: known.includes(volunteerNumber),
        ticked: ticked.includes(volunteerNumber),
      }));
      this.setData({ rows });
    },
    tick({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const row = this.data.rows[currentTarget.dataset.index as number];
      if (!row || row.known) return;
      const { volunteerNumber, name } = row;
      const others = this.data.ticked.filter((each) => each.volunteerNumber !== volunteerNumber);
      this.setData({ ticked: row.ticked ? others : [...others, { volunteerNumber, name }] });
      this.enter(this.data.rows);
    },
    choose() {
      this.triggerEvent('choose', { members: this.data.ticked });
      this.close();
    },
    close() {
      this.triggerEvent('close');
    },
    popupChanged({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.close();
    },
  },
});
