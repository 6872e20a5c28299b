import { MessagePlugin } from 'tdesign-vue-next';
import { type Ref, ref } from 'vue';
import { sentenceOf } from '../api/refusal';

export interface BulkAction {
  busy: Readonly<Ref<boolean>>;
  /** how many were tried so far */
  done: Readonly<Ref<number>>;
  run(ids: readonly string[]): Promise<void>;
}

/**
 * Does something to rows one after the other: each is decided on its own, so that one that somebody else has just decided
 * does not hold up the rest. Says at the end how many it was and why not the others.
 *
 * @param act   on one id; throws Refusal
 * @param words how to say what was done, e.g. `(count) => '已通过 3 人的申请'`
 */
export function useBulkAction(
  act: (id: string) => Promise<unknown>,
  words: (count: number) => string,
): BulkAction {
  const busy = ref(false);
  const done = ref(0);
  const run = async (ids: readonly string[]): Promise<void> => {
    busy.value = true;
    done.value = 0;
    const refusals = new Set<string>();
    let succeeded = 0;
    for (const id of ids) {
      try {
        await act(id);
        succeeded += 1;
      } catch (error) {
        refusals.add(sentenceOf(error));
      }
      done.value += 1;
    }
    busy.value = false;
    if (refusals.size === 0) return void MessagePlugin.success(`${words(succeeded)}。`);
    const content = `${words(succeeded)}，${ids.length - succeeded} 条没有成功：${[...refusals].join(' ')}`;
    void MessagePlugin.warning({ content, duration: 8_000, closeBtn: true });
  };
  return { busy, done, run };
}
