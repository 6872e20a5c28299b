import { DEMO_PEOPLE } from '../demo/demo-people';
import type { ApiFault, PayFault, PersonView, SharedPost } from '../wire';
import type { DeskParts } from './desk-parts';

export interface PersonBrief {
  id: string;
  nickname: string;
  /** What they are in the demonstration, e.g. 组织管理员; empty for others. */
  role: string;
  /** An ID number that fits, for registering; only fresh people have one. */
  documentNumber: string;
}

export interface SharedView extends SharedPost {
  personId: string;
  nickname: string;
}

export interface MenuButton {
  type?: 'click' | 'view' | 'miniprogram';
  name: string;
  key?: string;
  url?: string;
  pagepath?: string;
  sub_button: MenuButton[];
}

/** Everything the page shows, asked for once a second. */
export interface DeskState {
  /** The product's time. */
  now: string;
  people: PersonBrief[];
  /** Conversation and notices of the people asked for. */
  phones: Record<string, PersonView>;
  /** Shared with Moments or friends, newest first. */
  shared: SharedView[];
  menu: MenuButton[];
  faults: ApiFault[];
  /** how payments go wrong now */
  payFaults: PayFault[];
  /** What the official account's newest code says, as a PC may show it. */
  sceneCode?: string | undefined;
}

/** @param shown ids of the people whose phones are on the desk */
export async function deskState({ wechat, kept, clocks }: DeskParts, shown: string[]): Promise<DeskState> {
  const everybody = wechat.people();
  const roles = new Map(DEMO_PEOPLE.map(({ id, role }) => [id, role]));
  const fresh = new Map(kept.people.map((person) => [person.id, person.documentNumber]));
  return {
    now: (await clocks.now()).toISOString(),
    people: everybody.map(({ id, nickname }) => ({
      id,
      nickname,
      role: roles.get(id) ?? '',
      documentNumber: fresh.get(id) ?? '',
    })),
    phones: Object.fromEntries(
      everybody.filter(({ id }) => shown.includes(id)).map((person) => [person.id, person]),
    ),
    shared: everybody
      .flatMap(({ id, nickname, posts }) => posts.map((post) => ({ ...post, personId: id, nickname })))
      .sort((one, other) => other.at.localeCompare(one.at)),
    menu: (wechat.menu() as { button?: MenuButton[] } | undefined)?.button ?? [],
    faults: wechat.faults(),
    payFaults: wechat.payments().faults,
    sceneCode: wechat.newestSceneCode(),
  };
}
