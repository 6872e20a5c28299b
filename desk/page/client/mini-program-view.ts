import { type MountedPhone, mountPhone } from '../../phone/frame/mount-phone';
import type { Host } from '../../phone/runtime/host';
import { h } from './dom';

const FROM_WECHAT = 1001;
const SINGLE_PAGE = 1154;
const OUT_OF_SINGLE_PAGE = 1155;
const NETWORK = ['request', 'uploadFile', 'downloadFile'];

/** The mini-program over WeChat: started when first opened, then kept in the background like on a phone. */
export class MiniProgramView {
  readonly element = h('div', { class: 'mini-program', hidden: true });
  private mounted: MountedPhone | undefined;
  private scene = FROM_WECHAT;
  private offline = false;
  /** Counts openings: one that was overtaken puts nothing on the screen. */
  private opening = 0;

  /**
   * @param host makes the phone's WeChat for whoever holds it now
   * @param now the product's time in ms, because a phone's clock is right
   */
  constructor(
    private readonly host: () => Host,
    private readonly now: () => number,
    private readonly left: () => void,
  ) {}

  get shown(): boolean {
    return !this.element.hidden;
  }

  /** What is to be seen, for the camera of another phone. */
  get document(): Document | null {
    return this.shown ? (this.mounted?.frame.contentDocument ?? null) : null;
  }

  /** @throws when it could not be loaded */
  async open(path: string | undefined, scene = FROM_WECHAT): Promise<void> {
    this.element.hidden = false;
    const alone = scene === SINGLE_PAGE || this.scene === SINGLE_PAGE;
    if (!this.mounted || alone) return this.start(path, scene);
    this.mounted.phone.enter();
    if (path) void this.mounted.phone.wx.reLaunch?.({ url: `/${path.replace(/^\//, '')}` } as never);
  }

  /** Behind WeChat. */
  hide(): void {
    if (this.shown) this.mounted?.phone.leave();
    this.element.hidden = true;
  }

  close(): void {
    this.opening += 1;
    this.element.hidden = true;
    this.mounted?.unmount();
    this.mounted = undefined;
  }

  /** As after a look at another app: pages show what has changed meanwhile. */
  wake(): void {
    if (!this.shown) return;
    this.mounted?.phone.leave();
    this.mounted?.phone.enter();
  }

  setOffline(offline: boolean): void {
    this.offline = offline;
    for (const call of NETWORK) {
      this.mounted?.phone.mock(call, offline ? { errMsg: `${call}:fail network unreachable` } : undefined);
    }
  }

  private async start(path: string | undefined, scene: number): Promise<void> {
    this.close();
    const opening = this.opening;
    this.element.hidden = false;
    this.scene = scene;
    const splash = h('div', { class: 'splash' }, h('span', { class: 'wc-mark mini' }, '科'), '科技志愿服务');
    this.element.replaceChildren(splash);
    const mounted = await mountPhone(this.element, {
      bundle: '/mini-program.js',
      host: this.host(),
      scene,
      now: this.now,
      ...(path ? { path } : {}),
      openFull: (full) => void this.start(full, OUT_OF_SINGLE_PAGE),
      left: this.left,
    });
    if (opening !== this.opening) return mounted.unmount();
    splash.remove();
    this.mounted = mounted;
    if (this.offline) this.setOffline(true);
  }
}
