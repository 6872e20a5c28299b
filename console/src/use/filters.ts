import { type Ref, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export type Filters = Record<string, string | undefined>;

export interface SavedFilter {
  name: string;
  filters: Filters;
}

const filled = (filters: Filters): Record<string, string> =>
  Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1])));

/**
 * The filters of a list. They stand in the address, so that a filtered list can be sent to a colleague and survives
 * going back.
 *
 * @param initial every filter by name, with the value it has at first
 */
export function useFilters<F extends Filters>(initial: F): Ref<F> {
  const route = useRoute();
  const router = useRouter();
  const given = Object.keys(initial).flatMap((name) => {
    const value = route.query[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  const filters = ref({ ...initial, ...Object.fromEntries(given) }) as Ref<F>;
  watch(
    filters,
    (chosen) => void router.replace({ query: { ...keptOf(route.query, initial), ...filled(chosen) } }),
    { deep: true },
  );
  return filters;
}

/** What else stands in the address. */
const keptOf = (query: ReturnType<typeof useRoute>['query'], initial: Filters) =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !(name in initial)));

const keyOf = (list: string): string => `stvs.filters.${list}`;

/** @returns the filters that somebody keeps for a list in this browser, and what changes them */
export function useSavedFilters(list: string) {
  const saved = ref<SavedFilter[]>(JSON.parse(localStorage.getItem(keyOf(list)) ?? '[]'));
  const write = (filters: SavedFilter[]) => {
    saved.value = filters;
    localStorage.setItem(keyOf(list), JSON.stringify(filters));
  };
  return {
    saved,
    save: (name: string, filters: Filters) =>
      write([...saved.value.filter((each) => each.name !== name), { name, filters: filled(filters) }]),
    forget: (name: string) => write(saved.value.filter((each) => each.name !== name)),
  };
}
