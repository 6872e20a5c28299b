import type { Reply, Wechat } from '../wechat';
import { GREETING, HELP } from './answers';
import type { ConversationService } from './conversation.service';
import { readScene, topicOfKey, topicOfText } from './topics.rules';

const text = (content: string): Reply => ({ type: 'text', content });

/** Hangs the conversation on the official account's pushes. Opening a link (VIEW) needs no answer. */
export function answerPushes(wechat: Wechat, conversation: ConversationService): void {
  const { callback } = wechat;
  callback.on('text', async ({ openid, content }) =>
    text(await conversation.answer(openid, topicOfText(content))),
  );
  for (const kind of ['image', 'voice', 'video', 'shortvideo', 'location', 'link'] as const) {
    callback.on(kind, async () => text(HELP));
  }
  callback.on('event:CLICK', async ({ openid, key }) =>
    text(await conversation.answer(openid, topicOfKey(key))),
  );
  callback.on('event:subscribe', async ({ scene }) => {
    const scanned = readScene(scene);
    return text(`${GREETING}\n\n${scanned ? await conversation.answerScene(scanned) : HELP}`);
  });
  callback.on('event:SCAN', async ({ scene }) => {
    const scanned = readScene(scene);
    return text(scanned ? await conversation.answerScene(scanned) : HELP);
  });
}
