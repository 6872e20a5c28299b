import { event, textMessage } from '../push/push-messages';
import type { PushFields } from '../push/push-xml';
import { HOUR, MINUTE } from '../state/clock';
import type { Person } from '../state/people';
import type { World } from '../state/world';
import type { Interaction, ScanResult } from './desk-control';
import { DeskRefusal, found } from './desk-refusal';

/** After a follow, a scan or a menu click the account may write 3 messages within a minute; after a text, 5 in 48 h. */
const AFTER_TAP = { ms: MINUTE, left: 3 };
const AFTER_TEXT = { ms: 48 * HOUR, left: 5 };

export async function follow(
  world: World,
  person: Person,
  options: { scene?: string | undefined; ticket?: string | undefined },
): Promise<Interaction> {
  if (person.follows) throw new DeskRefusal(409, 'already_follows', '此人已经关注公众号');
  person.follows = true;
  person.followedAt = world.clock.now();
  person.followScene = options.scene;
  openWindow(world, person, AFTER_TAP);
  return interact(world, person, 'subscribe', {
    EventKey: options.scene === undefined ? '' : `qrscene_${options.scene}`,
    ...(options.ticket ? { Ticket: options.ticket } : {}),
  });
}

export async function unfollow(world: World, person: Person): Promise<Interaction> {
  requireFollower(person);
  person.follows = false;
  person.customerWindows = [];
  return interact(world, person, 'unsubscribe', { EventKey: '' }, false);
}

/** @param url what a code of the account says */
export function ticketOf(world: World, url: string): string {
  const [ticket] = [...world.sceneCodes].find(([, code]) => code.url === url) ?? [];
  return found(ticket, '这个二维码，请重新生成');
}

export async function scanTicket(world: World, person: Person, ticket: string): Promise<ScanResult> {
  const code = found(world.sceneCodes.get(ticket), '这个二维码，请重新生成');
  if (code.expiresAt <= world.clock.now()) throw new DeskRefusal(409, 'expired', '二维码已过期，请重新生成');
  const shown = { kind: 'official-account' as const, scene: code.scene, followed: !person.follows };
  if (!person.follows) return { ...shown, ...(await follow(world, person, { scene: code.scene, ticket })) };
  openWindow(world, person, AFTER_TAP);
  return { ...shown, ...(await interact(world, person, 'SCAN', { EventKey: code.scene, Ticket: ticket })) };
}

export async function sendText(world: World, person: Person, text: string): Promise<Interaction> {
  requireFollower(person);
  person.chat.add({ at: world.clock.iso(), from: 'person', channel: 'person', kind: 'text', text });
  openWindow(world, person, AFTER_TEXT);
  return push(world, person, textMessage(world.officialAccount, person, world.clock.seconds(), text), true);
}

export async function tapMenu(world: World, person: Person, key: string): Promise<Interaction> {
  requireFollower(person);
  openWindow(world, person, AFTER_TAP);
  return interact(world, person, 'CLICK', { EventKey: key });
}

export async function viewLink(world: World, person: Person, url: string): Promise<Interaction> {
  requireFollower(person);
  return interact(world, person, 'VIEW', { EventKey: url }, false);
}

function requireFollower(person: Person): void {
  if (!person.follows) throw new DeskRefusal(409, 'not_following', '此人没有关注公众号，请先关注');
}

function openWindow(world: World, person: Person, window: { ms: number; left: number }): void {
  const now = world.clock.now();
  person.customerWindows = person.customerWindows.filter(({ until }) => until > now);
  person.customerWindows.push({ until: now + window.ms, left: window.left });
}

function interact(
  world: World,
  person: Person,
  name: string,
  details: PushFields,
  conversation = true,
): Promise<Interaction> {
  const account = world.officialAccount;
  return push(world, person, event(account, person, world.clock.seconds(), name, details), conversation);
}

async function push(
  world: World,
  person: Person,
  message: PushFields,
  conversation: boolean,
): Promise<Interaction> {
  const record = await world.pushes.push(world.officialAccount, person, message, conversation);
  const reply = record.reply.kind === 'message' ? { at: record.at, ...record.reply.message } : undefined;
  return { push: record, reply };
}
