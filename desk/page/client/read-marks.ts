import type { PersonView } from '../../wire';
import { OFFICIAL_ACCOUNT } from './screens/conversation.screen';
import { SERVICE_NOTICES } from './screens/service-notices.screen';

/** How far somebody has read their conversations with the official account and 服务通知. */
export class ReadMarks {
  private readonly marks = new Map<string, string>();

  unread(person: PersonView, conversation: string): number {
    const mark = this.marks.get(`${person.id} ${conversation}`) ?? '';
    return arrived(person, conversation).filter(({ at }) => at > mark).length;
  }

  markRead(person: PersonView, conversation: string): void {
    const last = arrived(person, conversation).at(-1);
    if (last) this.marks.set(`${person.id} ${conversation}`, last.at);
  }
}

/** @returns what somebody else wrote, oldest first */
export function arrived(person: PersonView, conversation: string) {
  if (conversation === SERVICE_NOTICES) return person.serviceNotices;
  return conversation === OFFICIAL_ACCOUNT ? person.chat.filter(({ from }) => from === 'account') : [];
}
