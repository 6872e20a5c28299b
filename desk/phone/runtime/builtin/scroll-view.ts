import { pullable } from '../screen/pull-down';
import type { Builtin } from './builtin';

const properties = {
  scrollX: false,
  scrollY: false,
  scrollTop: null as unknown as number,
  scrollLeft: null as unknown as number,
  scrollIntoView: '',
  scrollWithAnimation: false,
  upperThreshold: 50,
  lowerThreshold: 50,
  refresherEnabled: false,
  refresherTriggered: false,
  refresherThreshold: 45,
  refresherDefaultStyle: 'black',
  refresherBackground: '',
  enhanced: false,
  showScrollbar: true,
  bounces: true,
  pagingEnabled: false,
  enableFlex: false,
  enablePassive: false,
  scrollAnchoring: false,
  type: 'list',
};

export const scrollView: Builtin<typeof properties> = {
  tag: 'scroll-view',
  properties,
  create: (node) => {
    const { dom } = node;
    let last = { left: 0, top: 0 };
    const applied: { top?: number; left?: number; into?: string } = {};

    dom.addEventListener('scroll', () => {
      const { scrollLeft, scrollTop, scrollHeight, scrollWidth, clientHeight, clientWidth } = dom;
      const [deltaX, deltaY] = [last.left - scrollLeft, last.top - scrollTop];
      last = { left: scrollLeft, top: scrollTop };
      node.emit('scroll', { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY });
      const along = deltaY === 0 ? { at: scrollLeft, back: deltaX } : { at: scrollTop, back: deltaY };
      const left =
        deltaY === 0 ? scrollWidth - scrollLeft - clientWidth : scrollHeight - scrollTop - clientHeight;
      const direction = deltaY === 0 ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
      const { upperThreshold, lowerThreshold } = node.props;
      if (along.back < 0 && crossed(left, left - along.back, lowerThreshold)) {
        node.emit('scrolltolower', { direction: direction[1] });
      }
      if (along.back > 0 && crossed(along.at, along.at + along.back, upperThreshold)) {
        node.emit('scrolltoupper', { direction: direction[0] });
      }
    });
    const pull = pullable(dom, {
      enabled: () => node.props.refresherEnabled,
      pulled: () => {
        node.change({ refresherTriggered: true });
        node.emit('refresherrefresh', {});
      },
    });

    const update = () => {
      const {
        scrollX,
        scrollY,
        scrollTop,
        scrollLeft,
        scrollIntoView,
        scrollWithAnimation,
        showScrollbar,
        enableFlex,
      } = node.props;
      for (const [name, on] of Object.entries({
        'scroll-x': scrollX,
        'scroll-y': scrollY,
        'enable-flex': enableFlex,
      })) {
        dom.toggleAttribute(name, on);
      }
      dom.toggleAttribute('no-scrollbar', !showScrollbar);
      pull.show(node.props.refresherTriggered);
      const behavior = scrollWithAnimation ? 'smooth' : 'auto';
      // Only a new value moves: the person may have scrolled since.
      if (scrollTop !== null && scrollTop !== applied.top) dom.scrollTo?.({ top: scrollTop, behavior });
      if (scrollLeft !== null && scrollLeft !== applied.left) dom.scrollTo?.({ left: scrollLeft, behavior });
      if (scrollIntoView && scrollIntoView !== applied.into) {
        const target = dom.querySelector(`#${CSS.escape(scrollIntoView)}`);
        setTimeout(() => target?.scrollIntoView({ behavior, block: 'start', inline: 'start' }));
      }
      Object.assign(applied, { top: scrollTop, left: scrollLeft, into: scrollIntoView });
    };
    return { update, attached: update };
  },
};

function crossed(now: number, before: number, threshold: number): boolean {
  return now <= threshold && before > threshold;
}
