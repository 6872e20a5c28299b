import { MessagePlugin } from 'tdesign-vue-next';
import { type Ref, ref } from 'vue';
import { Refusal, sentenceOf } from '../api/refusal';

export interface Action<A extends unknown[]> {
  busy: Readonly<Ref<boolean>>;
  /** the server's sentence of why it was refused; empty otherwise */
  problem: Readonly<Ref<string>>;
  /** field → what to write there */
  fields: Readonly<Ref<Record<string, string>>>;
  /** @returns whether it succeeded; runs once at a time */
  run(...parameters: A): Promise<boolean>;
}

/**
 * Something that a button does: busy meanwhile, refused in words. A form shows `problem` and `fields` where they belong;
 * with `announce` a refusal appears as a message at the top, for buttons in lists.
 *
 * @param act       throws Refusal when the server says no
 * @param success   a sentence to show when it succeeded
 */
export function useAction<A extends unknown[]>(
  act: (...parameters: A) => Promise<unknown>,
  { success, announce = false }: { success?: string; announce?: boolean } = {},
): Action<A> {
  const busy = ref(false);
  const problem = ref('');
  const fields = ref<Record<string, string>>({});
  const run = async (...parameters: A): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    problem.value = '';
    fields.value = {};
    try {
      await act(...parameters);
      if (success) void MessagePlugin.success(success);
      return true;
    } catch (error) {
      problem.value = sentenceOf(error);
      if (error instanceof Refusal) fields.value = error.fields;
      if (announce) void MessagePlugin.error({ content: problem.value, duration: 6_000, closeBtn: true });
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, problem, fields, run };
}
