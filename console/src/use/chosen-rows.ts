import { ref, watch } from 'vue';
import type { PagedList } from './paged-list';
import { useShown } from './shown';

/**
 * What of a list somebody has before them: the row whose details are open, and those ticked for a bulk action. What no
 * longer stands in the list is neither; `reload` after something was done about them begins with none.
 */
export function useChosenRows<T extends { id: string }>(list: Pick<PagedList<T>, 'rows' | 'reload'>) {
  const { subject: opened, shown: open } = useShown<T>();
  const selected = ref<string[]>([]);
  watch(list.rows, (rows) => {
    const listed = new Set(rows.map(({ id }) => id));
    if (opened.value && !listed.has(opened.value.id)) opened.value = undefined;
    selected.value = selected.value.filter((id) => listed.has(id));
  });
  const reload = async (): Promise<void> => {
    opened.value = undefined;
    selected.value = [];
    await list.reload();
  };
  return { opened, open, selected, reload };
}
