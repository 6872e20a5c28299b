import { computed, type ShallowRef, shallowRef, type WritableComputedRef } from 'vue';

/** What a dialog or a drawer is about, and whether it is shown: closing it forgets what it was about. */
export function useShown<T>(): { subject: ShallowRef<T | undefined>; shown: WritableComputedRef<boolean> } {
  const subject = shallowRef<T>();
  const shown = computed({
    get: () => subject.value !== undefined,
    set: (visible: boolean) => {
      if (!visible) subject.value = undefined;
    },
  });
  return { subject, shown };
}
