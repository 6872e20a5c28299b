import { folded, listTreeRows, type TreeRow, unfolded } from '../../api/system-tree';
import { busily } from '../../core/busy';
import { messageOf } from '../../core/screen';

/** Organizations by what they belong to: 学会, 高校, 企业 below 中国科协, one level at a time. */
Component({
  data: { rows: [] as TreeRow[], loading: true, failure: '', busy: false },
  lifetimes: {
    attached() {
      void this.load();
    },
  },
  methods: {
    async load() {
      this.setData({ loading: true, failure: '' });
      try {
        this.setData({ rows: await listTreeRows('', 0) });
      } catch (failure) {
        this.setData({ failure: messageOf(failure) });
      } finally {
        this.setData({ loading: false });
      }
    },
    /** An organization opens its page; a 科协 has none here and is unfolded. */
    tap({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const index = currentTarget.dataset.index as number;
      const row = this.data.rows[index] as TreeRow;
      if (row.organization) wx.navigateTo({ url: `/pages/organization/detail/detail?id=${row.id}` });
      else void this.turn(index);
    },
    toggle({ currentTarget }: WechatMiniprogram.TouchEvent) {
      void this.turn(currentTarget.dataset.index as number);
    },
    turn(index: number): Promise<void> {
      return busily(this, async () => {
        const { rows } = this.data;
        const { id, kind, depth, open, parentId, cursor } = rows[index] as TreeRow;
        if (kind === 'more') {
          const rest = await listTreeRows(parentId, depth, cursor);
          this.setData({ rows: [...rows.slice(0, index), ...rest, ...rows.slice(index + 1)] });
        } else if (open) this.setData({ rows: folded(rows, index) });
        else this.setData({ rows: unfolded(rows, index, await listTreeRows(id, depth + 1)) });
      });
    },
  },
});
