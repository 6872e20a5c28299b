import type { Host, SubscribeAnswer } from '../runtime/host';
import { browserHost } from './browser-host';

export interface DeskHostOptions {
  /** Where the desk's control API is, e.g. `/control`. */
  control: string;
  /** Who holds the phone, as the desk knows them. */
  person: string;
  /** The answer to a subscription prompt; yes by default. */
  answerPrompt?(templateIds: string[]): Promise<'accept' | 'reject'>;
}

const TIMEOUT = 10_000;

/** A host whose WeChat is the desk: codes, subscriptions and shares belong to one of its people. */
export function deskHost({ control, person, answerPrompt }: DeskHostOptions, own: Partial<Host> = {}): Host {
  const ask = async <T>(action: string, body: object = {}): Promise<T> => {
    const response = await fetch(`${control}/people/${encodeURIComponent(person)}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const answer = (await response.json()) as T & { message?: string };
    if (!response.ok) throw new Error(`fail ${answer.message}`);
    return answer;
  };
  return browserHost(person, {
    loginCode: async () => (await ask<{ code: string }>('login-code')).code,
    phoneCode: async () => (await ask<{ code: string }>('phone-code')).code,
    askSubscribe: async (templateIds) => {
      const decision: SubscribeAnswer = (await answerPrompt?.(templateIds)) ?? 'accept';
      await ask('accept-prompt', { templateIds, decision });
      return Object.fromEntries(templateIds.map((id) => [id, decision]));
    },
    // Without a sheet to ask on, the person pays.
    pay: async (params) => void (await ask('payment', params)),
    share: (kind, payload) => {
      const to = kind === 'timeline' ? 'moments' : 'friend';
      ask('share', { to, ...payload }).catch((error: unknown) => console.error(error));
    },
    ...own,
  });
}
