import { type Ref, ref, shallowRef, watch } from 'vue';
import { Refusal, sentenceOf } from '../api/refusal';
import { session } from '../session';

export type LoadState = 'loading' | 'ready' | 'empty' | 'failed' | 'forbidden' | 'missing';

/** What a page shows while and after it loads something; `page-state.vue` draws it. */
export interface Loaded<T> {
  data: Readonly<Ref<T | undefined>>;
  state: Readonly<Ref<LoadState>>;
  /** in words, when it failed or was refused */
  problem: Readonly<Ref<string>>;
  reload(): Promise<void>;
}

/** @returns the state that a failure leaves a page in */
export function stateOfFailure(error: unknown): 'failed' | 'forbidden' | 'missing' {
  if (!(error instanceof Refusal)) return 'failed';
  return error.status === 403 || error.status === 401
    ? 'forbidden'
    : error.status === 404
      ? 'missing'
      : 'failed';
}

/** What was refused because the session had ended is read when somebody has logged in again. */
export function reloadOnLogIn(state: Readonly<Ref<LoadState>>, reload: () => Promise<void>): void {
  watch(session.loggedIn, (loggedIn) => {
    if (loggedIn && state.value === 'forbidden') void reload();
  });
}

/** Loads at once; of two loads at a time the later one counts. */
export function useLoaded<T>(load: () => Promise<T>, isEmpty: (data: T) => boolean = () => false): Loaded<T> {
  const data = shallowRef<T>();
  const state = ref<LoadState>('loading');
  const problem = ref('');
  let latest = 0;
  const reload = async () => {
    latest += 1;
    const own = latest;
    if (data.value === undefined) state.value = 'loading';
    try {
      const loaded = await load();
      if (own !== latest) return;
      data.value = loaded;
      state.value = isEmpty(loaded) ? 'empty' : 'ready';
    } catch (error) {
      if (own !== latest) return;
      problem.value = sentenceOf(error);
      state.value = stateOfFailure(error);
    }
  };
  void reload();
  reloadOnLogIn(state, reload);
  return { data, state, problem, reload };
}
