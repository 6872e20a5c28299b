Page({
  data: { name: '', phone: '', day: '2026-11-28', submitted: null as unknown, removed: false },
  named({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ name: detail.value });
  },
  dated({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ day: detail.value });
  },
  submit({ detail }: WechatMiniprogram.CustomEvent<{ value: object }>) {
    this.setData({ submitted: detail.value });
  },
  cleared() {
    this.setData({ submitted: null });
  },
  remove() {
    this.setData({ removed: true });
  },
});
