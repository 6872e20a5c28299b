import type { Phone } from '../phone';

type Listener = (...args: never[]) => void;

/** Things that never happen on a desk: their listeners are taken and forgotten. */
const SILENT = [
  'NetworkStatusChange',
  'ThemeChange',
  'WindowResize',
  'KeyboardHeightChange',
  'MemoryWarning',
  'UserCaptureScreen',
  'AppShow',
  'AppHide',
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'MenuButtonBoundingClientRectWeightChange',
];

export function listenerApis(phone: Phone) {
  const ignore = (_: Listener) => {};
  const silent = SILENT.flatMap((name) => [`on${name}`, `off${name}`].map((call) => [call, ignore] as const));
  return {
    ...Object.fromEntries(silent),
    onNeedPrivacyAuthorization: (listener: Parameters<Phone['privacy']['onNeed']>[0]) =>
      phone.privacy.onNeed(listener),
    getUpdateManager: () => ({
      onCheckForUpdate: ignore,
      onUpdateReady: ignore,
      onUpdateFailed: ignore,
      applyUpdate() {},
    }),
    createIntersectionObserver: (
      owner: { createIntersectionObserver(options?: object): unknown },
      options?: object,
    ) => owner.createIntersectionObserver(options),
    createSelectorQuery: () => phone.pages.top?.caller.createSelectorQuery(),
  };
}
