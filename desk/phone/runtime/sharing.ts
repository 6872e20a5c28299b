import type { ShareKind, SharePayload } from './host';
import type { Phone, ShareMenu } from './phone';

type ShareAnswer = {
  title?: string;
  path?: string;
  query?: string;
  imageUrl?: string;
  promise?: Promise<ShareAnswer>;
};

/** The menu behind the three dots, and what leaves through it. */
export class Sharing implements ShareMenu {
  private hidden = false;

  constructor(private readonly phone: Phone) {}

  hide(hidden: boolean): void {
    this.hidden = hidden;
  }

  /** Ways the current page can be shared: WeChat offers only those the page has an answer for. */
  get offered(): ShareKind[] {
    const page = this.phone.pages.top?.caller;
    if (this.hidden || typeof page?.onShareAppMessage !== 'function') return [];
    return typeof page.onShareTimeline === 'function' ? ['friend', 'timeline'] : ['friend'];
  }

  async openMenu(): Promise<void> {
    const labels = { friend: '发送给朋友', timeline: '分享到朋友圈' };
    const { offered } = this;
    const items = [...offered.map((kind) => labels[kind]), '重新进入小程序'];
    const picked = await this.phone.overlays.actionSheet({ itemList: items });
    if (picked === undefined) return;
    const kind = offered[picked];
    if (kind) this.share(kind, { from: 'menu' });
    else this.phone.pages.launch(this.phone.launch.path);
  }

  share(kind: ShareKind, from: { from: 'menu' | 'button'; target?: unknown }): void {
    void this.payload(kind, from).then((payload) => {
      if (!payload) return;
      this.phone.journal.shared(kind, payload);
      this.phone.host.share(kind, payload);
      this.phone.overlays.toast({
        title: kind === 'friend' ? '已发送' : '已发表',
        icon: 'success',
        duration: 1500,
      });
    });
  }

  private async payload(kind: ShareKind, from: object): Promise<SharePayload | undefined> {
    const { top } = this.phone.pages;
    const handler = top?.caller[kind === 'friend' ? 'onShareAppMessage' : 'onShareTimeline'];
    if (!top || typeof handler !== 'function') return undefined;
    const first = (handler.call(top.caller, from) ?? {}) as ShareAnswer;
    const answer = first.promise ? { ...first, ...(await within(first.promise, 3000)) } : first;
    const own = `${top.route}${top.search}`;
    // Moments always open the page that was shared; only its query can be chosen.
    const query = answer.query === undefined ? top.search : `?${answer.query}`.replace(/^\?$/, '');
    const path = kind === 'friend' ? (answer.path ?? own) : `${top.route}${query}`;
    const title = answer.title ?? this.phone.screen.title;
    return { title, path: path.replace(/^\//, ''), ...(answer.imageUrl && { imageUrl: answer.imageUrl }) };
  }
}

async function within(promise: Promise<ShareAnswer>, milliseconds: number): Promise<ShareAnswer> {
  const tooLate = new Promise<ShareAnswer>((resolve) => setTimeout(resolve, milliseconds, {}));
  return Promise.race([promise, tooLate]).catch(() => ({}));
}
