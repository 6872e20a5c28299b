import type { DeskAccount } from '../../accounts';
import type { PushFormat } from '../push/push-envelope';
import { AccessTokens } from './access-tokens';
import type { DeskClock } from './clock';
import type { Person } from './people';

export type AccountKind = 'officialAccount' | 'miniProgram';

/** One account on the simulated WeChat: its credentials, its tokens and where its pushes go. */
export class Account {
  readonly tokens: AccessTokens;
  pushTarget: string | undefined;
  /** The JS-SDK ticket in force. */
  ticket: { text: string; expiresAt: number } | undefined;
  /** The menu as it was last created. */
  menu: unknown;

  constructor(
    readonly kind: AccountKind,
    public credentials: DeskAccount,
    readonly pushFormat: PushFormat,
    clock: DeskClock,
  ) {
    this.tokens = new AccessTokens(clock);
  }

  openidOf(person: Person): string {
    return this.kind === 'officialAccount' ? person.oaOpenid : person.mpOpenid;
  }
}
