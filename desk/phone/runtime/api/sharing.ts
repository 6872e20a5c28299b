import type { Phone } from '../phone';

export function sharingApis({ sharing }: Phone) {
  return {
    showShareMenu: () => sharing.hide(false),
    hideShareMenu: () => sharing.hide(true),
    updateShareMenu: () => undefined,
    showShareImageMenu: () => undefined,
  };
}
