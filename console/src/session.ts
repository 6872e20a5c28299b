import { computed, ref, shallowReadonly, shallowRef } from 'vue';
import { answerOf, api, onSessionEnded, type View } from './api/client';
import { Refusal, sentenceOf } from './api/refusal';

export type Workplaces = View<'WorkplacesView'>;

/**
 * Whether this browser logged in once: the cookie itself cannot be read by scripts, and a visitor is not asked for
 * nothing.
 */
const MARK = 'stvs.logged-in';

const workplaces = shallowRef<Workplaces | null>(null);
const ended = ref(false);
const problem = ref('');
let loading: Promise<void> | undefined;

/** Who is logged in and where they work; null for visitors. */
export const session = shallowReadonly({
  workplaces,
  loggedIn: computed(() => workplaces.value !== null && !ended.value),
  /** It ended while somebody was at work: `workplaces` still says who, so that their page stays until they log in again. */
  ended,
  /** Why nobody could say who is logged in; empty when they could. */
  problem,
});

onSessionEnded(() => {
  localStorage.removeItem(MARK);
  ended.value = workplaces.value !== null;
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
    problem.value = '';
  } catch (error) {
    problem.value = error instanceof Refusal && error.status === 401 ? '' : sentenceOf(error);
  }
}

/** The phone has confirmed: takes the session. @throws Refusal */
export async function takeSession(): Promise<void> {
  await answerOf(api.POST('/api/public/console-log-in/session'));
  localStorage.setItem(MARK, '1');
  workplaces.value = await answerOf(api.GET('/api/volunteer/workplaces'));
  ended.value = false;
}

export async function logOut(): Promise<void> {
  await answerOf(api.DELETE('/api/volunteer/session')).catch((error) => {
    // Whose session has ended is out already.
    if (!(error instanceof Refusal) || error.status !== 401) throw error;
  });
  localStorage.removeItem(MARK);
  workplaces.value = null;
  ended.value = false;
}
