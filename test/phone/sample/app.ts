App({
  log: [] as string[],
  onLaunch(options) {
    this.log.push(`launch ${options.scene}`);
  },
  onShow() {
    this.log.push('show');
  },
});
