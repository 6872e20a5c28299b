import { openidOf, unionidOf } from '../../accounts';
import type { DeskClock } from './clock';
import { Ring } from './ring';

const CAPACITY = 50_000;

/** One line in the conversation with the official account. */
export interface ChatMessage {
  at: string;
  from: 'person' | 'account' | 'wechat';
  kind: 'text' | 'news' | 'template' | 'mini-program' | 'other' | 'notice';
  /** What brought it here: the person, a passive reply, the customer-message, template, subscription or mass API. */
  channel: 'person' | 'reply' | 'customer' | 'template' | 'subscription' | 'mass' | 'wechat';
  text?: string;
  title?: string;
  fields?: { label: string; value: string }[];
  articles?: { title: string; description: string; picUrl: string; url: string }[];
  url?: string;
  miniProgram?: { appId: string; path: string };
}

/** One card under 服务通知: a mini-program subscription message, or what WeChat Pay says. */
export interface ServiceNotice {
  at: string;
  /** who says it; the mini-program when left out */
  from?: string;
  templateId: string;
  title: string;
  fields: { label: string; value: string }[];
  page?: string;
}

/** Something the person showed to others from the mini-program. */
export interface SharedPost {
  at: string;
  to: 'friend' | 'moments';
  title: string;
  path: string;
  imageUrl?: string;
}

export interface NewPerson {
  id: string;
  nickname?: string;
  phone?: string;
  /** Already a follower, without a push. */
  follows?: boolean;
  /** Refuses the account's template messages: the API accepts them, the outcome is `failed:user block`. */
  blocksTemplates?: boolean;
}

/** Somebody with a phone and WeChat. */
export class Person {
  readonly unionid: string;
  readonly chat = new Ring<ChatMessage>(200);
  readonly serviceNotices = new Ring<ServiceNotice>(200);
  readonly posts = new Ring<SharedPost>(100);
  readonly subscriptionCredits = new Map<string, number>();
  nickname: string;
  phone: string | undefined;
  follows = false;
  followedAt = 0;
  followScene: string | undefined;
  blocksTemplates = false;
  /** How long, and how often, the account may still write by customer message. */
  customerWindows: { until: number; left: number }[] = [];
  /** Mass messages received, by month `YYYY-MM`. */
  readonly massMessages = new Map<string, number>();
  visitedMiniProgramAt = Number.NEGATIVE_INFINITY;

  constructor(
    readonly id: string,
    readonly oaOpenid: string,
    readonly mpOpenid: string,
  ) {
    this.unionid = unionidOf(id);
    this.nickname = id;
  }
}

export class People {
  private readonly byId = new Map<string, Person>();
  private readonly byOpenid = new Map<string, Person>();

  constructor(
    private readonly clock: DeskClock,
    private readonly appIds: { officialAccount: string; miniProgram: string },
  ) {}

  /** Creates the person, or changes what is given of an existing one: a seed may run again. */
  put(spec: NewPerson): Person {
    const person = this.byId.get(spec.id) ?? this.create(spec.id);
    if (spec.nickname !== undefined) person.nickname = spec.nickname;
    if (spec.phone !== undefined) person.phone = spec.phone;
    if (spec.blocksTemplates !== undefined) person.blocksTemplates = spec.blocksTemplates;
    if (spec.follows && !person.follows) person.followedAt = this.clock.now();
    if (spec.follows !== undefined) person.follows = spec.follows;
    return person;
  }

  find(id: string): Person | undefined {
    return this.byId.get(id);
  }

  findByOpenid(openid: string): Person | undefined {
    return this.byOpenid.get(openid);
  }

  all(): Person[] {
    return [...this.byId.values()];
  }

  private create(id: string): Person {
    if (this.byId.size >= CAPACITY) throw new Error(`The desk holds at most ${CAPACITY} people`);
    const person = new Person(
      id,
      openidOf(this.appIds.officialAccount, id),
      openidOf(this.appIds.miniProgram, id),
    );
    this.byId.set(id, person);
    this.byOpenid.set(person.oaOpenid, person);
    this.byOpenid.set(person.mpOpenid, person);
    return person;
  }
}
