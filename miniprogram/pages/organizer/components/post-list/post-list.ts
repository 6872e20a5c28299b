import type { PlanPost } from '../../../../api/activity-plan';

const EMPTY: PlanPost = {
  title: '',
  requirement: '',
  places: '',
  minAge: '',
  maxAge: '',
  membersOnly: false,
};
const MOST = 20;

/** Posts of a plan, written one below the other. Event: `change` {value: PlanPost[]}. */
Component({
  properties: {
    posts: { type: Array, value: [] as PlanPost[] },
    error: { type: String, value: '' },
  },
  data: { most: MOST },
  methods: {
    add() {
      this.tell([...(this.properties.posts as PlanPost[]), EMPTY]);
    },
    remove({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { index } = currentTarget.dataset;
      this.tell((this.properties.posts as PlanPost[]).filter((_, position) => position !== index));
    },
    changed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: unknown }>) {
      const { index, field } = currentTarget.dataset;
      this.tell(
        (this.properties.posts as PlanPost[]).map((post, position) =>
          position === index ? { ...post, [field as string]: detail.value } : post,
        ),
      );
    },
    tell(value: PlanPost[]) {
      this.triggerEvent('change', { value });
    },
  },
});
