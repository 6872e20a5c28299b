import { type PastPerson, spanOf, spanProblem, spanWords } from '../../../../api/past-entry';

interface Row {
  id: string;
  name: string;
  volunteerNumber: string;
  text: string;
  problem: string;
  /** shown when the times are opened */
  startAt: string;
  endAt: string;
}

/** Who served, each with their own span; one person may have several. Event: `change` {value: PastPerson[]}. */
Component({
  properties: {
    people: { type: Array, value: [] as PastPerson[] },
    /** of the activity: what somebody without own times served */
    startsAt: { type: String, value: '' },
    endsAt: { type: String, value: '' },
  },
  data: { rows: [] as Row[], opened: -1 },
  observers: {
    'people, startsAt, endsAt'(people: PastPerson[], startsAt: string, endsAt: string) {
      const times = { startsAt, endsAt };
      const rows = people.map((person, index) => {
        const [startAt, endAt] = spanOf(person, times);
        return {
          id: `${person.volunteerNumber}-${index}`,
          name: person.name,
          volunteerNumber: person.volunteerNumber,
          text: spanWords(person, times),
          problem: spanProblem(person, times) ?? '',
          startAt,
          endAt,
        };
      });
      this.setData({ rows });
    },
  },
  methods: {
    change(value: PastPerson[]) {
      this.triggerEvent('change', { value });
    },
    toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const index = currentTarget.dataset.index as number;
      this.setData({ opened: this.data.opened === index ? -1 : index });
    },
    moved({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { index, field } = currentTarget.dataset as { index: number; field: 'startAt' | 'endAt' };
      const people = this.properties.people as PastPerson[];
      this.change(people.map((each, at) => (at === index ? { ...each, [field]: detail.value } : each)));
    },
    /** Of an activity of several days, or with a break. */
    again({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const index = currentTarget.dataset.index as number;
      const people = this.properties.people as PastPerson[];
      const person = people[index];
      if (!person) return;
      this.change([...people.slice(0, index + 1), person, ...people.slice(index + 1)]);
      this.setData({ opened: index + 1 });
    },
    remove({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const index = currentTarget.dataset.index as number;
      this.setData({ opened: -1 });
      this.change((this.properties.people as PastPerson[]).filter((_, at) => at !== index));
    },
  },
});
