type Method = (...args: unknown[]) => unknown;

/** The one `App()` of a mini-program. */
export class AppInstance {
  /** What `getApp()` answers; scripts keep it from before `App()` is called. */
  readonly instance: Record<string, unknown> = {};

  readonly define = (definition: Record<string, unknown>): void => {
    Object.assign(this.instance, definition);
  };

  launch(options: object): void {
    this.call('onLaunch', options);
    this.call('onShow', options);
  }

  call(name: string, ...args: unknown[]): void {
    const method = this.instance[name];
    if (typeof method === 'function') (method as Method).apply(this.instance, args);
  }
}
