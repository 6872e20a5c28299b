import type { Reply, Wechat } from '../wechat';
import { GREETING, HELP } from './answers';
import type { ConversationService } from './conversation.service';
import { readScene, type Scene, topicOfKey, topicOfText } from './topics.rules';

/** Answers to the code on a PC that somebody scanned. */
export type AnswerLogIn = (id: string, openid: string) => Promise<Reply>;

const text = (content: string): Reply => ({ type: 'text', content });

/** Hangs the conversation on the official account's pushes. Opening a link (VIEW) needs no answer. */
export function answerPushes(
  wechat: Wechat,
  conversation: ConversationService,
  answerLogIn: AnswerLogIn,
): void {
  const { callback } = wechat;
  const answerScene = async (scanned: Scene | null, openid: string, greeting = ''): Promise<Reply> => {
    if (scanned?.kind === 'console-log-in') return answerLogIn(scanned.id, openid);
    return text(greeting + (scanned ? await conversation.answerScene(scanned) : HELP));
  };
  callback.on('text', async ({ openid, content }) =>
    text(await conversation.answer(openid, topicOfText(content))),
  );
  for (const kind of ['image', 'voice', 'video', 'shortvideo', 'location', 'link'] as const) {
    callback.on(kind, async () => text(HELP));
  }
  callback.on('event:CLICK', async ({ openid, key }) =>
    text(await conversation.answer(openid, topicOfKey(key))),
  );
  callback.on('event:subscribe', ({ openid, scene }) =>
    answerScene(readScene(scene), openid, `${GREETING}\n\n`),
  );
  callback.on('event:SCAN', ({ openid, scene }) => answerScene(readScene(scene), openid));
}
