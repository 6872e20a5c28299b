import { MessagePlugin } from 'tdesign-vue-next';
import { type Ref, ref, shallowRef, watch } from 'vue';
import { sentenceOf } from '../api/refusal';
import { type LoadState, reloadOnLogIn, stateOfFailure } from './loaded';

export interface PageOf<T> {
  items: T[];
  next: string | null;
}

export interface PagedList<T> {
  rows: Readonly<Ref<readonly T[]>>;
  state: Readonly<Ref<LoadState>>;
  problem: Readonly<Ref<string>>;
  /** there are more rows than are shown */
  hasMore: Readonly<Ref<boolean>>;
  busy: Readonly<Ref<boolean>>;
  more(): Promise<void>;
  /** from the first page */
  reload(): Promise<void>;
}

/**
 * A list of the server, read a page at a time by its cursor. It begins anew whenever what `filter` returns changes.
 *
 * @param read   one page: `(filter, cursor) => answerOf(api.GET(…))`
 */
export function usePagedList<T, F>(
  filter: () => F,
  read: (filter: F, cursor: string | undefined) => Promise<PageOf<T>>,
): PagedList<T> {
  const rows = shallowRef<readonly T[]>([]);
  const state = ref<LoadState>('loading');
  const problem = ref('');
  const next = ref<string | null>(null);
  const hasMore = ref(false);
  const busy = ref(false);
  let latest = 0;

  const load = async (cursor: string | undefined) => {
    latest += 1;
    const own = latest;
    busy.value = true;
    try {
      const page = await read(filter(), cursor);
      if (own !== latest) return;
      rows.value = cursor === undefined ? page.items : [...rows.value, ...page.items];
      next.value = page.next;
      hasMore.value = page.next !== null;
      state.value = rows.value.length === 0 ? 'empty' : 'ready';
    } catch (error) {
      if (own !== latest) return;
      // The rows that are there stay; asking for more can be tried again.
      if (cursor !== undefined)
        return void MessagePlugin.error({ content: sentenceOf(error), closeBtn: true });
      problem.value = sentenceOf(error);
      state.value = stateOfFailure(error);
    } finally {
      if (own === latest) busy.value = false;
    }
  };
  const reload = () => load(undefined);
  watch(filter, reload, { deep: true, immediate: true });
  reloadOnLogIn(state, reload);
  return { rows, state, problem, hasMore, busy, more: () => load(next.value ?? undefined), reload };
}
