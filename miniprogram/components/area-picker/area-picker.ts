import { type Area, childAreas } from '../../api/areas';
import { messageOf } from '../../core/screen';

/**
 * Picks a province, city or county from the bottom of the page.
 *
 * Events: `change` {code, name} (name in full, e.g. 北京市朝阳区; both empty for 全国), `close`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    /** only an area without areas below it will do: for an address. Otherwise any level, and 全国, for a filter. */
    exact: { type: Boolean, value: false },
  },
  data: { path: [] as Area[], areas: [] as Area[], loading: false, failure: '' },
  observers: {
    visible(visible: boolean) {
      if (visible && this.data.areas.length === 0) this.enter([]);
    },
  },
  methods: {
    async enter(path: Area[]) {
      this.setData({ loading: true, failure: '' });
      try {
        const areas = await childAreas(path[path.length - 1]?.code);
        if (areas.length > 0) this.setData({ path, areas });
        else this.choose(path);
      } catch (failure) {
        this.setData({ failure: messageOf(failure) });
      } finally {
        this.setData({ loading: false });
      }
    },
    choose(path: Area[]) {
      const code = path[path.length - 1]?.code ?? '';
      this.triggerEvent('change', { code, name: path.map(({ name }) => name).join('') });
      this.close();
    },
    pick({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const area = this.data.areas[currentTarget.dataset.index as number];
      if (!area || this.data.loading) return;
      const path = [...this.data.path, area];
      if (area.level === 'county') this.choose(path);
      else this.enter(path);
    },
    climb({ currentTarget }: WechatMiniprogram.TouchEvent) {
      this.enter(this.data.path.slice(0, currentTarget.dataset.depth as number));
    },
    chooseHere() {
      this.choose(this.data.path);
    },
    retry() {
      this.enter(this.data.path);
    },
    close() {
      this.triggerEvent('close');
    },
    popupChanged({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.close();
    },
  },
});
