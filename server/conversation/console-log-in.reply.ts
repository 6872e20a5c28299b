import type { Database } from '../platform/database';
import { Fault } from '../platform/fault';
import { pageOfLogIn } from './console-log-in.page';
import type { ConsoleLogInService } from './console-log-in.service';
import type { AnswerLogIn } from './replies';

export interface LogInReplyNeeds {
  database: Database;
  logIns: ConsoleLogInService;
  publicUrl: string;
}

/** Somebody scanned the code on a PC: the account answers with a card that leads to the question. */
export const answerLogIn =
  ({ database, logIns, publicUrl }: LogInReplyNeeds): AnswerLogIn =>
  async (id, openid) => {
    try {
      await database.transaction((tx) => logIns.scan(tx, id, openid));
    } catch (error) {
      if (error instanceof Fault) return { type: 'text', content: error.message };
      throw error;
    }
    const article = {
      title: '登录科技志愿服务平台 PC 端',
      description: '点这里查看并确认。不是您本人扫的码，请不要理会。',
      pictureUrl: '',
      url: publicUrl + pageOfLogIn(id),
    };
    return { type: 'news', article };
  };
