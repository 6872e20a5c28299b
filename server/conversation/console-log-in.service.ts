import { createHash } from 'node:crypto';
import { MoreThan } from 'typeorm';
import { type Clock, DAY } from '../platform/clock';
import { changeExactlyOne, type Reader, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, missing } from '../platform/fault';
import { newSecretToken } from '../platform/ids';
import type { Account, AccountService, OpenedSession } from '../volunteers';
import { ConsoleLogIn, type ConsoleLogInState } from './console-log-in.entity';
import { LOG_IN_SECONDS } from './topics.rules';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64');

const gone = missing('log_in_gone', '二维码已失效，请刷新后重新扫码。');
const decided = conflict('log_in_decided', '这次登录已经处理过了。需要时请在电脑上刷新二维码重新扫。');
const scannedByAnother = conflict('log_in_scanned', '这个二维码已经被别人扫过，请在电脑上刷新后重新扫。');

export interface BegunLogIn {
  logIn: ConsoleLogIn;
  /** `id.secret`, for the browser alone */
  claim: string;
}

/**
 * Log-in on the PC: a browser shows a code, a phone scans and confirms it, and that browser takes the session. Each step
 * is one conditional update, so that of two who try at once exactly one goes on.
 */
export class ConsoleLogInService {
  constructor(
    private readonly accounts: AccountService,
    private readonly clock: Clock,
  ) {}

  async begin(tx: Tx, id: string, browser: string): Promise<BegunLogIn> {
    const secret = newSecretToken();
    const now = this.clock.now();
    const logIn: ConsoleLogIn = {
      id,
      browserHash: hashOf(secret),
      browser,
      state: 'WAITING',
      openid: null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + LOG_IN_SECONDS * 1000),
    };
    await tx.manager.insert(ConsoleLogIn, logIn);
    return { logIn, claim: `${id}.${secret}` };
  }

  /** @returns what becomes of the browser's code, null when it has none that lives */
  async stateOf(reader: Reader, claim: string | undefined): Promise<ConsoleLogInState | null> {
    return (await this.findClaimed(reader, claim))?.state ?? null;
  }

  /**
   * WeChat says who scanned the code. Scanning again by the same person changes nothing.
   *
   * @throws Fault missing `log_in_gone`; conflict `log_in_scanned`
   */
  async scan(tx: Tx, id: string, openid: string): Promise<void> {
    const logIn = await this.findLiving(tx, id);
    if (logIn.openid === openid) return;
    await changeExactlyOne(
      tx,
      ConsoleLogIn,
      { id, state: 'WAITING' },
      { state: 'SCANNED', openid },
      scannedByAnother,
    );
  }

  /**
   * The code as the phone that scanned it sees it before deciding.
   *
   * @throws Fault missing `log_in_gone`; forbidden `log_in_not_yours` | `not_registered`
   */
  async findScanned(reader: Reader, id: string, account: Account): Promise<ConsoleLogIn> {
    const logIn = await this.findLiving(reader, id);
    ensure(
      logIn.openid !== null && logIn.openid === account.officialOpenid,
      forbidden('log_in_not_yours', '这个二维码不是您扫的，请在电脑上刷新后自己扫一次。'),
    );
    ensure(
      account.volunteerId,
      forbidden('not_registered', '这个微信还没有注册科技志愿者。请先在小程序里完成注册，再回来登录。'),
    );
    return logIn;
  }

  /** @throws as `findScanned`; Fault conflict `log_in_decided` */
  async decide(tx: Tx, id: string, account: Account, decision: 'CONFIRMED' | 'REFUSED'): Promise<void> {
    await this.findScanned(tx, id, account);
    const now = this.clock.now();
    await changeExactlyOne(
      tx,
      ConsoleLogIn,
      { id, state: 'SCANNED', openid: account.officialOpenid, expiresAt: MoreThan(now) },
      { state: decision },
      decided,
    );
  }

  /**
   * The browser that showed the code takes the session, once.
   *
   * @throws Fault missing `log_in_gone`; conflict `log_in_not_confirmed`
   */
  async take(tx: Tx, claim: string | undefined): Promise<OpenedSession> {
    const logIn = await this.findClaimed(tx, claim);
    ensure(logIn, gone);
    await changeExactlyOne(
      tx,
      ConsoleLogIn,
      { id: logIn.id, state: 'CONFIRMED', expiresAt: MoreThan(this.clock.now()) },
      { state: 'TAKEN' },
      conflict('log_in_not_confirmed', '手机上还没有确认，或这个二维码已经用过了。'),
    );
    const account = await this.accounts.findAccount(tx, { officialOpenid: logIn.openid! });
    ensure(account, gone);
    return this.accounts.openSessionOf(tx, account, { channel: 'WEB', device: logIn.browser });
  }

  async tidy(tx: Tx): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .delete()
      .from(ConsoleLogIn)
      .where('expiresAt <= :before', { before: new Date(this.clock.now().getTime() - DAY) })
      .execute();
  }

  private async findClaimed(reader: Reader, claim = ''): Promise<ConsoleLogIn | null> {
    const [id = '', secret = ''] = claim.split('.');
    const expiresAt = MoreThan(this.clock.now());
    return reader.manager.findOneBy(ConsoleLogIn, { id, browserHash: hashOf(secret), expiresAt });
  }

  private async findLiving(reader: Reader, id: string): Promise<ConsoleLogIn> {
    const logIn = await reader.manager.findOneBy(ConsoleLogIn, { id, expiresAt: MoreThan(this.clock.now()) });
    ensure(logIn, gone);
    return logIn;
  }
}
