import type { Post } from '../../../../api/activities';

export interface PlacesChange {
  postId: string;
  places: number;
}

interface Row {
  id: string;
  label: string;
  /** as typed */
  places: string;
  hint: string;
  error: string;
  /** how many are held: places cannot become fewer */
  taken: number;
  before: number;
}

const MOST = 100_000;

/** How many places each post has, to be changed after publication. Events: `submit` {changes: PlacesChange[]}, `close`. */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    posts: { type: Array, value: [] as Post[] },
    busy: { type: Boolean, value: false },
  },
  data: { rows: [] as Row[], complete: false },
  observers: {
    visible(visible: boolean) {
      if (visible) this.enter((this.properties.posts as Post[]).map(rowOf));
    },
  },
  methods: {
    enter(rows: Row[]) {
      const complete = rows.every(({ error }) => !error) && changesOf(rows).length > 0;
      this.setData({ rows, complete });
    },
    typed({ currentTarget, detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { id } = currentTarget.dataset;
      this.enter(this.data.rows.map((row) => (row.id === id ? checked(row, detail.value) : row)));
    },
    submit() {
      if (this.data.complete && !this.properties.busy)
        this.triggerEvent('submit', { changes: changesOf(this.data.rows) });
    },
    close() {
      if (!this.properties.busy) this.triggerEvent('close');
    },
    popupChanged({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.close();
    },
  },
});

function rowOf({ id, title, places, freePlaces, waiting }: Post): Row {
  const taken = places - freePlaces;
  const hint = `已占用 ${taken} 位${waiting > 0 ? `，候补 ${waiting} 人` : ''}`;
  return { id, label: title, places: String(places), hint, error: '', taken, before: places };
}

function checked(row: Row, places: string): Row {
  const count = /^\d+$/.test(places.trim()) ? Number(places) : 0;
  if (count < 1 || count > MOST) return { ...row, places, error: '请填写 1 到 100000 的整数' };
  const tooFew = `已有 ${row.taken} 人占用名额，人数不能再少。可以先和他们沟通。`;
  return { ...row, places, error: count < row.taken ? tooFew : '' };
}

const changesOf = (rows: Row[]): PlacesChange[] =>
  rows
    .filter(({ places, before }) => Number(places) !== before)
    .map(({ id, places }) => ({ postId: id, places: Number(places) }));
