import { type Ref, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export type Filters = Record<string, string | undefined>;

export interface SavedFilter {
  name: string;
  filters: Filters;
}

/** @returns those that were chosen; one that was emptied is, too */
const chosenOf = (filters: Filters, initial: Filters): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filters).flatMap(([name, value = '']) =>
      value === (initial[name] ?? '') ? [] : [[name, value]],
    ),
  );

/**
 * The filters of a list. They stand in the address, so that a filtered list can be sent to a colleague and survives
 * going back.
 *
 * @param initial every filter by name, with the value it has at first
 */
export function useFilters<F extends Filters>(initial: F): Ref<F> {
  const route = useRoute();
  const router = useRouter();
  const given = (): F => {
    const named = Object.keys(initial).flatMap((name) => {
      const value = route.query[name];
      return typeof value === 'string' ? [[name, value]] : [];
    });
    return { ...initial, ...Object.fromEntries(named) };
  };
  const filters = ref(given()) as Ref<F>;
  const { path } = route;
  /** The address says what is chosen already. */
  const told = () =>
    JSON.stringify(chosenOf(given(), initial)) ===
    JSON.stringify(chosenOf({ ...initial, ...filters.value }, initial));
  let telling = 0;
  watch(
    filters,
    async (chosen) => {
      if (told()) return;
      telling += 1;
      const query = { ...keptOf(route.query, initial), ...chosenOf(chosen, initial) };
      await router.replace({ query }).finally(() => {
        telling -= 1;
      });
    },
    { deep: true },
  );
  // A link to the same list, as in the navigation, chooses what it says.
  watch(
    () => route.query,
    () => {
      if (route.path === path && telling === 0 && !told()) filters.value = given();
    },
  );
  return filters;
}

/** What else stands in the address. */
const keptOf = (query: ReturnType<typeof useRoute>['query'], initial: Filters) =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !(name in initial)));

const keyOf = (list: string): string => `stvs.filters.${list}`;

/** @returns the filters that somebody keeps for a list in this browser, and what changes them */
export function useSavedFilters(list: string, initial: Filters) {
  const saved = ref<SavedFilter[]>(JSON.parse(localStorage.getItem(keyOf(list)) ?? '[]'));
  const write = (filters: SavedFilter[]) => {
    saved.value = filters;
    localStorage.setItem(keyOf(list), JSON.stringify(filters));
  };
  return {
    saved,
    save: (name: string, filters: Filters) =>
      write([
        ...saved.value.filter((each) => each.name !== name),
        { name, filters: chosenOf(filters, initial) },
      ]),
    forget: (name: string) => write(saved.value.filter((each) => each.name !== name)),
  };
}
