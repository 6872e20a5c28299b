import { onUnmounted, watchEffect } from 'vue';

const SITE = '科技志愿服务平台';

/** What the tab, a bookmark and the history call a page, as the server does. */
export const titleOf = (name: string | undefined): string => (name ? `${name} · ${SITE}` : SITE);

/** Calls the page by what it is about, as soon as that is known; until then by the title of its route. */
export function usePageTitle(name: () => string | undefined): void {
  const stop = watchEffect(() => {
    const known = name();
    if (known) document.title = titleOf(known);
  });
  onUnmounted(stop);
}
