import type { Phone, PrivacyGuide, PrivacyListener } from './phone';

/** What may not be asked of a person before they have agreed to the privacy guide. */
const GUARDED = new Set([
  'getLocation',
  'chooseLocation',
  'chooseMedia',
  'chooseImage',
  'chooseMessageFile',
  'getPhoneNumber',
  'chooseAvatar',
  'nickname',
  'saveImageToPhotosAlbum',
  'addPhoneCalendar',
  'getClipboardData',
]);

/** The privacy guide: asked once, by the page itself where it wants to, otherwise by WeChat. */
export class Privacy implements PrivacyGuide {
  private listener: PrivacyListener | undefined;
  private waiting: (() => void)[] = [];

  constructor(private readonly phone: Phone) {}

  onNeed(listener: PrivacyListener): void {
    this.listener = listener;
  }

  get agreed(): boolean {
    return this.phone.host.privacy.agreed;
  }

  agree(): void {
    this.phone.host.privacy.agreed = true;
    for (const go of this.waiting.splice(0)) go();
  }

  async require(referrer: string): Promise<void> {
    if (this.agreed) return;
    const agreed = this.listener ? await this.askPage(this.listener, referrer) : await this.askPerson();
    if (!agreed) throw new Error('fail privacy permission is not authorized');
    this.agree();
  }

  async requireFor(call: string): Promise<void> {
    if (GUARDED.has(call)) await this.require(call);
  }

  private askPage(listener: PrivacyListener, referrer: string): Promise<boolean> {
    return new Promise((resolve) => {
      // The button in the page that agrees does not have to be the way the page answers.
      this.waiting.push(() => resolve(true));
      listener(
        ({ event }) => {
          if (event !== 'exposureAuthorization') resolve(event === 'agree');
        },
        { referrer },
      );
    });
  }

  private async askPerson(): Promise<boolean> {
    const content = '使用此功能前，请阅读并同意《用户隐私保护指引》。';
    const { confirm } = await this.phone.overlays.modal({
      title: '用户隐私保护提示',
      content,
      confirmText: '同意',
      cancelText: '拒绝',
    });
    return confirm;
  }
}
