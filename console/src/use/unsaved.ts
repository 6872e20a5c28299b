import { DialogPlugin } from 'tdesign-vue-next';
import { onBeforeUnmount, onMounted } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';

/**
 * Asks before somebody leaves a page on which they wrote what is not kept yet.
 *
 * @param written what the form holds
 * @returns `settle`: what it holds now is kept, or was there from the beginning
 */
export function useUnsaved(written: () => unknown): { settle(): void } {
  const taken = (): string => JSON.stringify(written());
  let settled = taken();
  const unsaved = (): boolean => taken() !== settled;
  const warn = (event: BeforeUnloadEvent): void => {
    if (unsaved()) event.preventDefault();
  };
  onMounted(() => window.addEventListener('beforeunload', warn));
  onBeforeUnmount(() => window.removeEventListener('beforeunload', warn));
  onBeforeRouteLeave(() => !unsaved() || askToLeave());
  return {
    settle: () => {
      settled = taken();
    },
  };
}

const askToLeave = (): Promise<boolean> =>
  new Promise((answer) => {
    const end = (leave: boolean) => () => {
      dialog.destroy();
      answer(leave);
    };
    const dialog = DialogPlugin.confirm({
      header: '离开这一页？',
      body: '写的内容还没有保存，离开以后就没有了。',
      confirmBtn: { content: '离开', theme: 'danger' },
      cancelBtn: '继续写',
      onConfirm: end(true),
      onClose: end(false),
    });
  });
