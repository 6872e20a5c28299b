Page({
  data: {
    activities: [
      { id: 1, title: '科普进社区：认识身边的植物', kind: '科普宣传', free: 12 },
      { id: 2, title: '青少年机器人工作坊', kind: '科技培训', free: 0 },
    ],
    asking: false,
    confirmed: false,
    count: 0,
    hooks: [] as string[],
  },
  onLoad(query: Record<string, string>) {
    this.note(`load ${query.from ?? ''}`.trim());
  },
  onShow() {
    this.note('show');
  },
  onReady() {
    this.note('ready');
  },
  onHide() {
    this.note('hide');
  },
  onPullDownRefresh() {
    this.note('pulled');
    wx.stopPullDownRefresh();
  },
  onReachBottom() {
    this.note('bottom');
  },
  onShareAppMessage() {
    return { title: '一起做科技志愿者', path: '/pages/detail/detail?id=1' };
  },
  onShareTimeline() {
    return { title: '科技志愿服务', query: 'id=2' };
  },
  note(hook: string) {
    this.setData({ hooks: [...this.data.hooks, hook] });
  },
  open(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `../detail/detail?id=${event.currentTarget.dataset.id}` });
  },
  counted(event: WechatMiniprogram.CustomEvent<{ count: number }>) {
    this.setData({ count: event.detail.count });
  },
  ask() {
    this.setData({ asking: true });
  },
  confirm() {
    this.setData({ asking: false, confirmed: true });
    wx.showToast({ title: '报名成功' });
  },
  cancel() {
    this.setData({ asking: false });
  },
});
