import { computed, shallowReadonly, shallowRef } from 'vue';
import { answerOf, api, onSessionEnded, type View } from './api/client';

export type Workplaces = View<'WorkplacesView'>;

/**
 * Whether this browser logged in once: the cookie itself cannot be read by scripts, and a visitor is not asked for
 * nothing.
 */
const MARK = 'stvs.logged-in';

const workplaces = shallowRef<Workplaces | null>(null);
let loading: Promise<void> | undefined;

/** Who is logged in and where they work; null for visitors. */
export const session = shallowReadonly({
  workplaces,
  loggedIn: computed(() => workplaces.value !== null),
});

onSessionEnded(() => {
  localStorage.removeItem(MARK);
  workplaces.value = null;
});

/** Asks once a visit who is logged in; does nothing for somebody who never was. */
export function loadSession(): Promise<void> {
  if (workplaces.value || localStorage.getItem(MARK) === null) return Promise.resolve();
  loading ??= refreshSession().finally(() => {
    loading = undefined;
  });
  return loading;
}

export async function refreshSession(): Promise<void> {
  try {
    workplaces.value = await answerOf(api.GET('/api/volunteer/workplaces'));
  } catch {
    workplaces.value = null;
  }
}

/** The phone has confirmed: takes the session. @throws Refusal */
export async function takeSession(): Promise<void> {
  await answerOf(api.POST('/api/public/console-log-in/session'));
  localStorage.setItem(MARK, '1');
  workplaces.value = await answerOf(api.GET('/api/volunteer/workplaces'));
}

export async function logOut(): Promise<void> {
  await answerOf(api.DELETE('/api/volunteer/session'));
  localStorage.removeItem(MARK);
  workplaces.value = null;
}
