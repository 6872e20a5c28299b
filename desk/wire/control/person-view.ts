import type { Person } from '../state/people';
import type { PersonView } from './desk-control';

export function viewPerson(person: Person): PersonView {
  return {
    id: person.id,
    nickname: person.nickname,
    phone: person.phone,
    unionid: person.unionid,
    oaOpenid: person.oaOpenid,
    mpOpenid: person.mpOpenid,
    follows: person.follows,
    blocksTemplates: person.blocksTemplates,
    chat: person.chat.all(),
    serviceNotices: person.serviceNotices.all(),
    subscriptionCredits: Object.fromEntries(person.subscriptionCredits),
    posts: person.posts.all(),
  };
}
