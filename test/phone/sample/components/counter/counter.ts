Component({
  properties: { start: { type: Number, value: 0 } },
  data: { count: 0, life: [] as string[] },
  lifetimes: {
    attached() {
      this.setData({ count: this.properties.start, life: ['attached'] });
    },
    ready() {
      this.setData({ life: [...this.data.life, 'ready'] });
    },
  },
  pageLifetimes: {
    show() {
      this.setData({ life: [...this.data.life, 'show'] });
    },
  },
  methods: {
    plus() {
      this.setData({ count: this.data.count + 1 });
      this.triggerEvent('change', { count: this.data.count });
    },
  },
});
