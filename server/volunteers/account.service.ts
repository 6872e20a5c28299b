import { createHash } from 'node:crypto';
import { type FindOptionsWhere, MoreThan } from 'typeorm';
import type { Actor } from '../platform/actor';
import { type Clock, DAY } from '../platform/clock';
import type { PersonalData } from '../platform/crypto/personal-data';
import {
  changeExactlyOne,
  type Database,
  lockRows,
  type Reader,
  refusingDuplicates,
  TryAgain,
  type Tx,
} from '../platform/database';
import { conflict, ensure, missing, unauthenticated } from '../platform/fault';
import { GroupCommit } from '../platform/group-commit';
import { newId, newSecretToken } from '../platform/ids';
import { Account } from './account.entity';
import { ClaimRequest } from './claim-request.entity';
import { Session, type SessionChannel } from './session.entity';

const SESSION_DAYS = 7;
const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64');

/** What WeChat says about who somebody is. At least one openid is present. */
export interface WechatIdentity {
  miniProgramOpenid?: string;
  officialOpenid?: string;
  unionid?: string;
}

export interface Terminal {
  channel: SessionChannel;
  /** e.g. `iPhone 15`, at most 60 characters */
  device?: string;
}

export interface OpenedSession {
  token: string;
  expiresAt: Date;
  account: Account;
}

/** Accounts and their sessions: who is asking, before the question what they may do. */
export class AccountService {
  /** Who asks in the same moment is looked up together. */
  private readonly sessions = new GroupCommit<string, Actor>((hashes) => this.findActors(hashes));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly personalData: PersonalData,
  ) {}

  /**
   * Finds or makes the account of a WeChat identity. When the unionid shows that two accounts are one person,
   * they become one: the one that registered stays, else the one that is logged in to, else the older. The accounts
   * are locked until the transaction ends, so that what is written to one meanwhile is not lost with it.
   */
  async recognise(tx: Tx, identity: WechatIdentity): Promise<Account> {
    const known = await this.findAll(tx, identity);
    const [kept, ...others] = known.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
    if (!kept) return this.create(tx, identity);
    if (others.length === 0 && knows(kept, identity)) return kept;
    const merged: Partial<Account> = {};
    for (const other of others.filter((candidate) => candidate.volunteerId === null)) {
      merged.miniProgramOpenid ??= other.miniProgramOpenid;
      merged.officialOpenid ??= other.officialOpenid;
      merged.verifiedPhone ??= other.verifiedPhone;
      merged.largeType ??= other.largeType;
      merged.following ||= other.following;
      await tx.manager.update(Session, { accountId: other.id }, { accountId: kept.id });
      await tx.manager.update(ClaimRequest, { accountId: other.id }, { accountId: kept.id });
      await tx.manager.delete(Account, { id: other.id });
    }
    const changes = {
      unionid: kept.unionid ?? identity.unionid ?? null,
      miniProgramOpenid:
        kept.miniProgramOpenid ?? identity.miniProgramOpenid ?? merged.miniProgramOpenid ?? null,
      officialOpenid: kept.officialOpenid ?? identity.officialOpenid ?? merged.officialOpenid ?? null,
      verifiedPhone: kept.verifiedPhone ?? merged.verifiedPhone ?? null,
      largeType: kept.largeType ?? merged.largeType ?? null,
      following: kept.following || merged.following === true,
    };
    // What belongs to this one may just have been made as another.
    await refusingDuplicates(tx, { '*': new TryAgain() }, () =>
      tx.manager.update(Account, { id: kept.id }, changes),
    );
    return Object.assign(kept, changes);
  }

  /**
   * Found first and locked then, by their ids: a lock on an openid that nobody has yet would lock the gap where the
   * next newcomers' belong, and newcomers who come together would keep each other out.
   */
  private async findAll(tx: Tx, identity: WechatIdentity): Promise<Account[]> {
    const keys = ['unionid', 'miniProgramOpenid', 'officialOpenid'] as const;
    const where = keys.flatMap((key): FindOptionsWhere<Account>[] =>
      identity[key] ? [{ [key]: identity[key] }] : [],
    );
    if (where.length === 0) return [];
    const found = await tx.manager.find(Account, { where, select: { id: true } });
    const locked = await lockRows(
      tx,
      Account,
      found.map(({ id }) => ({ id })),
    );
    // One of them became part of another meanwhile.
    if (locked.length < found.length) throw new TryAgain();
    return locked;
  }

  private async create(tx: Tx, identity: WechatIdentity): Promise<Account> {
    const account: Account = {
      id: newId(),
      unionid: identity.unionid ?? null,
      miniProgramOpenid: identity.miniProgramOpenid ?? null,
      officialOpenid: identity.officialOpenid ?? null,
      following: false,
      volunteerId: null,
      verifiedPhone: null,
      largeType: null,
      createdAt: this.clock.now(),
    };
    // Somebody whose two first requests arrive at once is found by the second try.
    await refusingDuplicates(tx, { '*': new TryAgain() }, () => tx.manager.insert(Account, account));
    return account;
  }

  /** Logs somebody in. @param terminal where the session lives, for its owner to recognise it by */
  async openSession(tx: Tx, identity: WechatIdentity, terminal: Terminal): Promise<OpenedSession> {
    return this.openSessionOf(tx, await this.recognise(tx, identity), terminal);
  }

  /** Logs in an account that is known already, as when a phone vouches for a browser. */
  async openSessionOf(tx: Tx, account: Account, terminal: Terminal): Promise<OpenedSession> {
    const token = newSecretToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + SESSION_DAYS * DAY);
    await tx.manager.insert(Session, {
      id: newId(),
      tokenHash: hashToken(token),
      accountId: account.id,
      channel: terminal.channel,
      device: terminal.device ?? null,
      childId: null,
      createdAt: now,
      expiresAt,
    });
    return { token, expiresAt, account };
  }

  /** @throws Fault unauthenticated `session_expired` */
  actorOf(token: string): Promise<Actor> {
    return this.sessions.submit(hashToken(token));
  }

  private async findActors(hashes: string[]): Promise<(Actor | Error)[]> {
    const rows = await this.database.manager
      .createQueryBuilder(Session, 'session')
      .innerJoin(Account, 'account', 'account.id = session.accountId')
      .where('session.tokenHash IN (:...hashes) AND session.expiresAt > :now', {
        hashes,
        now: this.clock.now(),
      })
      .select([
        'session.tokenHash AS tokenHash',
        'session.id AS sessionId',
        'session.childId AS childId',
        'account.id AS accountId',
        'account.volunteerId AS volunteerId',
      ])
      .getRawMany<Actor & { tokenHash: string; childId: string | null }>();
    const byHash = new Map(rows.map((row) => [row.tokenHash, row]));
    return hashes.map((hash) => {
      const row = byHash.get(hash);
      if (!row) return unauthenticated('session_expired', '登录已过期，请重新登录。');
      const { sessionId, accountId, childId } = row;
      // A guardian who acts for their child is the child in everything (R04).
      return { sessionId, accountId, volunteerId: childId ?? row.volunteerId ?? null };
    });
  }

  async closeSession(tx: Tx, actor: Actor): Promise<void> {
    await tx.manager.delete(Session, { id: actor.sessionId });
  }

  /** @returns the live sessions of the account, newest first */
  listSessions(reader: Reader, actor: Actor): Promise<Session[]> {
    return reader.manager.find(Session, {
      where: { accountId: actor.accountId, expiresAt: MoreThan(this.clock.now()) },
      order: { id: 'DESC' },
      take: 50,
    });
  }

  /** Logs another device of the same account out. @throws Fault missing `session_not_found` */
  async revokeSession(tx: Tx, actor: Actor, sessionId: string): Promise<void> {
    const { affected } = await tx.manager.delete(Session, { id: sessionId, accountId: actor.accountId });
    ensure(affected === 1, missing('session_not_found', '这台设备已经退出登录，请刷新后再看。'));
  }

  async closeAllSessions(tx: Tx, accountId: string): Promise<void> {
    await tx.manager.delete(Session, { accountId });
  }

  async tidySessions(tx: Tx): Promise<void> {
    await tx.manager
      .createQueryBuilder()
      .delete()
      .from(Session)
      .where('expiresAt <= :now', { now: this.clock.now() })
      .execute();
  }

  async findAccount(reader: Reader, where: FindOptionsWhere<Account>): Promise<Account | null> {
    return reader.manager.findOneBy(Account, where);
  }

  /** The official account was followed or left; both may be repeated by WeChat. */
  async setFollowing(tx: Tx, officialOpenid: string, following: boolean): Promise<Account> {
    const account = await this.recognise(tx, { officialOpenid });
    await tx.manager.update(Account, { id: account.id }, { following });
    tx.emit('follower.changed', { accountId: account.id, following });
    return { ...account, following };
  }

  /** Remembers a phone that WeChat vouched for. @param phone 11 digits */
  async rememberPhone(tx: Tx, actor: Actor, phone: string): Promise<void> {
    const verifiedPhone = this.personalData.encrypt('phone', phone);
    await changeExactlyOne(
      tx,
      Account,
      { id: actor.accountId },
      { verifiedPhone },
      unauthenticated('session_expired', '登录已过期，请重新登录。'),
    );
  }

  /** 长者模式, for every phone of the person. */
  async keepLargeType(tx: Tx, actor: Actor, largeType: boolean): Promise<void> {
    await tx.manager.update(Account, { id: actor.accountId }, { largeType });
  }

  /** @throws Fault conflict `phone_required` until WeChat vouched for a phone of the account */
  async requireVerifiedPhone(reader: Reader, actor: Pick<Actor, 'accountId'>): Promise<string> {
    const account = await this.findAccount(reader, { id: actor.accountId });
    const phone = account && this.verifiedPhoneOf(account);
    ensure(phone, conflict('phone_required', '请先用微信确认手机号，再继续。'));
    return phone;
  }

  verifiedPhoneOf(account: Account): string | null {
    return account.verifiedPhone === null ? null : this.personalData.decrypt('phone', account.verifiedPhone);
  }
}

/** Whom others point at survives a merge: first volunteers, then sessions. */
const rank = (account: Account): number =>
  account.volunteerId !== null ? 0 : account.miniProgramOpenid !== null ? 1 : 2;

const knows = (account: Account, identity: WechatIdentity): boolean =>
  (['unionid', 'miniProgramOpenid', 'officialOpenid'] as const).every(
    (key) => identity[key] === undefined || account[key] === identity[key],
  );
