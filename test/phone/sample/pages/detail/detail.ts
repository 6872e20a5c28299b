Page({
  data: { id: '' },
  onLoad({ id }: { id: string }) {
    this.setData({ id });
  },
});
