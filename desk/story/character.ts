import { syntheticId, syntheticPhone } from '../people/synthetic';
import type { Exchange, Narrator } from './narrator';
import type { Wire } from './wires';

export interface Stage {
  product: Wire;
  wechat: Wire;
  narrator: Narrator;
  /** Put before the ids of the people in WeChat, so that the story can be told twice to one product. */
  run: string;
}

interface ChatMessage {
  from: string;
  text?: string;
  // biome-ignore lint/suspicious/noExplicitAny: shown as it is
  [more: string]: any;
}

export interface Registration {
  birthDay?: string;
  documentNumber?: string;
  areaCode?: string;
  guardian?: { name: string; phone: string };
}

/** Somebody in the story. Acts only as WeChat lets a person act, and as the mini-program's HTTP client. */
export class Character {
  token: string | undefined;
  volunteerId = '';
  number = '';
  readonly phone = syntheticPhone();
  private readonly id: string;

  constructor(
    private readonly stage: Stage,
    readonly name: string,
  ) {
    this.id = `${stage.run}-${name}`;
  }

  async appear(): Promise<this> {
    await this.wechat('POST', '/people', { id: this.id, nickname: this.name, phone: this.phone });
    return this;
  }

  /** Does something in WeChat itself. */
  async inWechat<T = unknown>(action: string, body: unknown = {}): Promise<T> {
    return (await this.wechat('POST', `/people/${encodeURIComponent(this.id)}/${action}`, body)) as T;
  }

  async chat(): Promise<ChatMessage[]> {
    return (await this.wechat('GET', `/people/${encodeURIComponent(this.id)}/chat`)) as ChatMessage[];
  }

  private async wechat(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.stage.wechat.send(method, `/control${path}`, body);
    if (answer.status >= 400)
      throw new Error(`simulated WeChat refused ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Asks the product, tells what was asked and answered, and returns whatever it was. */
  async ask(what: string, method: string, path: string, body?: unknown): Promise<Exchange> {
    const { product, narrator } = this.stage;
    narrator.asked(this.name, `${what}  ${method} ${path}`);
    const answer = await product.send(method, path, body, this.token);
    const said = answer.status < 400 ? '' : ` ${answer.body.code} ${answer.body.message}`;
    narrator.answered(`${answer.status}${said}`);
    return answer;
  }

  /** As `ask`, but anything but success is a surprise. @returns the body */
  // biome-ignore lint/suspicious/noExplicitAny: what the wire says
  async get(what: string, path: string): Promise<any> {
    return this.succeed(await this.ask(what, 'GET', path), what);
  }

  // biome-ignore lint/suspicious/noExplicitAny: what the wire says
  async post(what: string, path: string, body: unknown = {}): Promise<any> {
    return this.succeed(await this.ask(what, 'POST', path, body), what);
  }

  private succeed(answer: Exchange, what: string) {
    if (answer.status >= 300)
      throw new Error(`意外 surprise: ${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async logIn(): Promise<this> {
    const { code } = await this.inWechat<{ code: string }>('login-code');
    this.token = (await this.post('小程序登录', '/api/public/sessions', { code })).token;
    return this;
  }

  async confirmPhone(): Promise<void> {
    const { code } = await this.inWechat<{ code: string }>('phone-code');
    this.succeed(await this.ask('微信确认手机号', 'PUT', '/api/volunteer/phone', { code }), '手机号');
  }

  async tryToRegister(registration: Registration = {}): Promise<Exchange> {
    const { version } = (await this.stage.product.send('GET', '/api/public/agreement')).body;
    const { birthDay = '1990-03-07', areaCode = '110105', documentNumber, guardian } = registration;
    return this.ask('注册', 'POST', '/api/volunteer/registration', {
      name: this.name,
      documentType: '01',
      documentNumber: documentNumber ?? syntheticId({ birthDay }),
      areaCode,
      serviceCategories: ['popularization'],
      profile: {},
      agreementVersion: version,
      consents: { identity: true, location: true, photos: true, sharing: true },
      ...(guardian ? { guardian } : {}),
    });
  }

  /** From stranger to registered volunteer. */
  async register(registration: Registration = {}): Promise<this> {
    if (!this.token) await this.logIn();
    await this.confirmPhone();
    const { id, number, state } = this.succeed(await this.tryToRegister(registration), '注册');
    this.volunteerId = id;
    this.number = number;
    this.stage.narrator.answered(`${this.name} ${number} ${state}`);
    return this;
  }
}
