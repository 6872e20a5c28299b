import { syntheticId } from '../people/synthetic';
import type { Exchange } from '../story/narrator';
import type { Wire } from '../story/wires';
import type { DeskControl } from '../wire';
import { DEMO_PEOPLE, type DemoRole } from './demo-people';

const UPLOAD_TIMEOUT_MS = 30_000;

/** Somebody of the demonstration: has WeChat, and speaks to the product as the mini-program does. */
export class DemoPerson {
  number = '';
  private token: string | undefined;

  constructor(
    private readonly product: Wire,
    private readonly wechat: DeskControl,
    readonly role: DemoRole,
  ) {}

  /** Exists in WeChat. */
  appear(): void {
    const { id, nickname, phone } = this.role;
    this.wechat.putPerson({ id, nickname, phone });
  }

  async follow(): Promise<void> {
    if (!this.wechat.person(this.role.id).follows) await this.wechat.follow(this.role.id);
  }

  /** Opens the mini-program. @returns whether the product knows them as a volunteer */
  async logIn(): Promise<boolean> {
    const { code } = this.wechat.loginCode(this.role.id);
    const { token, registered } = await this.post('/api/public/sessions', { code });
    this.token = token;
    return registered;
  }

  async register(): Promise<void> {
    if (!(await this.logIn())) {
      const { code } = this.wechat.phoneCode(this.role.id);
      await this.succeed('PUT', '/api/volunteer/phone', { code });
      await this.fillInForm();
    }
    this.number = (await this.get('/api/volunteer/me')).volunteer.number;
  }

  private async fillInForm(): Promise<void> {
    const { nickname, birthDay, gender } = this.role;
    const { version } = await this.get('/api/public/agreement');
    await this.post('/api/volunteer/registration', {
      name: nickname,
      documentType: '01',
      documentNumber: syntheticId({ birthDay, gender, order: DEMO_PEOPLE.indexOf(this.role) }),
      areaCode: '110105',
      serviceCategories: ['popularization'],
      profile: {},
      agreementVersion: version,
      consents: { identity: true, location: true, photos: true, sharing: true },
    });
  }

  /** Asks, and returns whatever the answer is. */
  ask(method: string, path: string, body?: unknown): Promise<Exchange> {
    return this.product.send(method, path, body, this.token);
  }

  // biome-ignore lint/suspicious/noExplicitAny: what the wire says
  get(path: string): Promise<any> {
    return this.succeed('GET', path);
  }

  // biome-ignore lint/suspicious/noExplicitAny: what the wire says
  post(path: string, body: unknown = {}): Promise<any> {
    return this.succeed('POST', path, body);
  }

  /** @returns the id of a photo for a recap */
  async uploadPhoto(photo: Buffer): Promise<string> {
    return (await this.upload('/api/organizer/photos', photo)).photoId;
  }

  /** @returns the name of a photo that proves something */
  async uploadProof(photo: Buffer): Promise<string> {
    return (await this.upload('/api/organizer/proofs', photo)).name;
  }

  // biome-ignore lint/suspicious/noExplicitAny: what the wire says
  private async upload(path: string, photo: Buffer): Promise<any> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
    const answer = await fetch(`${this.product.origin}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}` },
      body: form,
      signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
    });
    if (answer.ok) return answer.json();
    throw new Error(`${this.role.nickname}: POST ${path}: ${answer.status}`);
  }

  private async succeed(method: string, path: string, body?: unknown) {
    const answer = await this.ask(method, path, body);
    if (answer.status < 300) return answer.body;
    throw new Error(
      `${this.role.nickname}: ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`,
    );
  }
}
