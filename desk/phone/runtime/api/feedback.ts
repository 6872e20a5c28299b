import { createAnimation } from '../animation';
import type { Phone } from '../phone';
import type { ModalOptions, ToastOptions } from '../screen/overlays';

const TOAST = 1500;

export function feedbackApis({ overlays }: Phone) {
  return {
    showToast: (options: ToastOptions) => overlays.toast({ ...options, duration: options.duration ?? TOAST }),
    hideToast: () => overlays.hideToast(),
    showLoading: ({ title, mask }: { title: string; mask?: boolean }) =>
      overlays.toast({ title, icon: 'loading', ...(mask && { mask }) }),
    hideLoading: () => overlays.hideToast(),
    showModal: (options: ModalOptions) => overlays.modal(options),
    showActionSheet: async (options: { itemList: string[]; itemColor?: string; alertText?: string }) => {
      const tapIndex = await overlays.actionSheet(options);
      if (tapIndex === undefined) throw new Error('fail cancel');
      return { tapIndex };
    },
    enableAlertBeforeUnload: () => undefined,
    disableAlertBeforeUnload: () => undefined,
  };
}

export const feedbackValues = { createAnimation };
