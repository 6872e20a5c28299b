import type { DeskTemplate } from '../../accounts';
import { event, subscriptionList } from '../push/push-messages';
import type { PushRecord } from '../push/push-sender';
import type { PushFields } from '../push/push-xml';
import type { Account } from '../state/account';
import type { Person } from '../state/people';
import type { World } from '../state/world';
import { found } from './desk-refusal';

/** The person answers the prompt; the event goes to the account that each template belongs to. */
export async function answerPrompt(
  world: World,
  person: Person,
  templateIds: string[],
  decision: 'accept' | 'reject',
): Promise<PushRecord[]> {
  const templates = templateIds.map((id) => found(world.templates.get(id), `消息模板 ${id}`));
  if (decision === 'accept') for (const { id } of templates) addCredit(person, id, 1);
  const pushes = (['officialAccount', 'miniProgram'] as const).map((kind) => {
    const own = templates.filter((template) => template.account === kind);
    return own.length > 0 ? [pushPopup(world, world.account(kind), person, own, decision)] : [];
  });
  return Promise.all(pushes.flat());
}

/** The person refuses the template in the settings. */
export async function refuseTemplate(world: World, person: Person, templateId: string): Promise<PushRecord> {
  const template = found(world.templates.get(templateId), `消息模板 ${templateId}`);
  person.subscriptionCredits.delete(templateId);
  const account = world.account(template.account);
  const entries = [{ TemplateId: templateId, SubscribeStatusString: 'reject' }];
  const list = subscriptionList(account, 'SubscribeMsgChangeEvent', entries);
  return push(world, account, person, 'subscribe_msg_change_event', list);
}

/** @param change +1 for an accepted prompt, -1 for a message sent */
export function addCredit(person: Person, templateId: string, change: number): void {
  person.subscriptionCredits.set(templateId, (person.subscriptionCredits.get(templateId) ?? 0) + change);
}

function pushPopup(
  world: World,
  account: Account,
  person: Person,
  templates: DeskTemplate[],
  decision: string,
): Promise<PushRecord> {
  const entries = templates.map(({ id }) => ({
    TemplateId: id,
    SubscribeStatusString: decision,
    PopupScene: '0',
  }));
  const list = subscriptionList(account, 'SubscribeMsgPopupEvent', entries);
  return push(world, account, person, 'subscribe_msg_popup_event', list);
}

function push(
  world: World,
  account: Account,
  person: Person,
  name: string,
  details: PushFields,
): Promise<PushRecord> {
  return world.pushes.push(account, person, event(account, person, world.clock.seconds(), name, details));
}
