import type { Phone } from '../phone';

interface Target {
  url: string;
}

/** Moving between pages, and the bars around them. */
export function navigationApis(phone: Phone) {
  const { pages, screen } = phone;
  const path = (url: string) => phone.absolutePath(url, pages.top?.route ?? '').slice(1);
  return {
    navigateTo: ({
      url,
      events = {},
    }: Target & { events?: Record<string, (...args: unknown[]) => void> }) => {
      const eventChannel = pages.open(path(url));
      for (const [name, run] of Object.entries(events)) eventChannel.on(name, run);
      return { eventChannel };
    },
    redirectTo: ({ url }: Target) => pages.replace(path(url)),
    switchTab: ({ url }: Target) => pages.switchTab(path(url)),
    reLaunch: ({ url }: Target) => pages.launch(path(url)),
    navigateBack: ({ delta = 1 }: { delta?: number }) => pages.back(delta),
    // Another mini-program is out of reach: the desk shows what was asked for.
    navigateToMiniProgram: () => undefined,
    exitMiniProgram: () => phone.leave(),
    setNavigationBarTitle: ({ title }: { title: string }) => screen.setTitle(title),
    setNavigationBarColor: (colours: { frontColor?: string; backgroundColor?: string }) =>
      screen.setColours(colours),
    showNavigationBarLoading: () => screen.busy(true),
    hideNavigationBarLoading: () => screen.busy(false),
    hideHomeButton: () => screen.hideHome(),
    setBackgroundColor: ({ backgroundColor = '' }: { backgroundColor?: string }) => {
      if (pages.top) pages.top.area.style.background = backgroundColor;
    },
    setBackgroundTextStyle: () => undefined,
    startPullDownRefresh: () => pages.top?.pullDown(),
    stopPullDownRefresh: () => pages.top?.stopPullDown(),
    pageScrollTo: ({ scrollTop, selector, duration = 300, offsetTop = 0 }: ScrollTarget) => {
      const scroll = pages.top?.scroll;
      const target = selector ? scroll?.querySelector(selector) : undefined;
      const above = target
        ? target.getBoundingClientRect().top - (scroll?.getBoundingClientRect().top ?? 0)
        : 0;
      const top = target ? (scroll?.scrollTop ?? 0) + above + offsetTop : (scrollTop ?? 0);
      scroll?.scrollTo?.({ top, behavior: duration ? 'smooth' : 'auto' });
    },
    setTabBarBadge: ({ index, text }: { index: number; text: string }) =>
      screen.tabBar.mark(index, { badge: text }),
    removeTabBarBadge: ({ index }: { index: number }) => screen.tabBar.mark(index, {}),
    showTabBarRedDot: ({ index }: { index: number }) => screen.tabBar.mark(index, { dot: true }),
    hideTabBarRedDot: ({ index }: { index: number }) => screen.tabBar.mark(index, {}),
    showTabBar: () => screen.tabBar.setHidden(false),
    hideTabBar: () => screen.tabBar.setHidden(true),
  };
}

interface ScrollTarget {
  scrollTop?: number;
  selector?: string;
  duration?: number;
  offsetTop?: number;
}
