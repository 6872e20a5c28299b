import type { Actor } from '../platform/actor';
import type { Reader } from '../platform/database';
import { ensure, invalid } from '../platform/fault';
import type { Account } from '../volunteers';
import { type Verdict, type Wechat, WechatError } from '../wechat';

/** `review`: WeChat is not sure. `unknown`: it gave no verdict, e.g. on an author who has not used the mini-program for two hours. */
export const TEXT_VERDICTS = ['pass', 'review', 'unknown'] as const;
export type TextVerdict = (typeof TEXT_VERDICTS)[number];

interface Accounts {
  findAccount(reader: Reader, where: { id: string }): Promise<Account | null>;
}

/** Asks WeChat about texts that people publish (小程序内容安全). Call it before a transaction, never inside one. */
export class ContentGuard {
  constructor(
    private readonly reader: Reader,
    private readonly accounts: Accounts,
    private readonly wechat: Pick<Wechat, 'miniProgram'>,
  ) {}

  /**
   * @param title judged together with the content
   * @throws Fault invalid `content_risky`
   */
  async judge(actor: Actor, content: string, title?: string): Promise<TextVerdict> {
    const verdict = await this.ask(actor, content, title);
    ensure(
      verdict !== 'risky',
      invalid('content_risky', '内容里有微信不允许发布的信息，请修改文字后再提交。'),
    );
    return verdict;
  }

  private async ask(actor: Actor, content: string, title?: string): Promise<Verdict | 'unknown'> {
    const account = await this.accounts.findAccount(this.reader, { id: actor.accountId });
    const openid = account?.miniProgramOpenid;
    if (!openid) return 'unknown';
    try {
      return await this.wechat.miniProgram.checkText({
        openid,
        content,
        scene: FORUM,
        ...(title ? { title } : {}),
      });
    } catch (error) {
      if (error instanceof WechatError) return 'unknown';
      throw error;
    }
  }
}

const FORUM = 3;
