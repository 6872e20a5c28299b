import type { Builtin } from './builtin';

const properties = {
  current: 0,
  currentItemId: '',
  autoplay: false,
  interval: 5000,
  duration: 500,
  circular: false,
  vertical: false,
  indicatorDots: false,
  indicatorColor: 'rgba(0, 0, 0, .3)',
  indicatorActiveColor: '#000000',
  previousMargin: '0px',
  nextMargin: '0px',
  displayMultipleItems: 1,
  easingFunction: 'default',
  snapToEdge: false,
};

const SWIPE = 40;

/** Slides in a row that moves by whole slides; the margins and several slides at once are not drawn. */
export const swiper: Builtin<typeof properties> = {
  tag: 'swiper',
  properties,
  create: (node) => {
    const dots = document.createElement('div');
    dots.className = 'dots';
    let timer: ReturnType<typeof setInterval> | undefined;
    let rhythm = '';
    let start: { pageX: number; pageY: number } | undefined;

    const go = (to: number, source: 'autoplay' | 'touch') => {
      const count = node.inside('wx-swiper-item').length;
      if (count === 0) return;
      const { circular, current } = node.props;
      const next =
        circular || source === 'autoplay' ? (to + count) % count : Math.min(Math.max(to, 0), count - 1);
      if (next === current) return;
      node.change({ current: next });
      node.emit('change', { current: next, currentItemId: '', source });
      node.emit('animationfinish', { current: next, currentItemId: '', source });
    };
    const touched = (event: unknown) =>
      (event as { changedTouches: { pageX: number; pageY: number }[] }).changedTouches[0];
    node.on('touchstart', (event) => {
      start = touched(event);
    });
    node.on('touchend', (event) => {
      const end = touched(event);
      if (!start || !end) return;
      const moved = node.props.vertical ? end.pageY - start.pageY : end.pageX - start.pageX;
      if (Math.abs(moved) > SWIPE) go(node.props.current - Math.sign(moved), 'touch');
    });

    const update = () => {
      const {
        current,
        vertical,
        duration,
        autoplay,
        interval,
        indicatorDots,
        indicatorColor,
        indicatorActiveColor,
      } = node.props;
      node.dom.toggleAttribute('vertical', vertical);
      node.setStyle(`--current:${current};--duration:${duration}ms`);
      const count = node.inside('wx-swiper-item').length;
      const colours = Array.from({ length: count }, (_, index) =>
        index === current ? indicatorActiveColor : indicatorColor,
      );
      dots.replaceChildren(...(indicatorDots ? colours.map(dot) : []));
      const wanted = autoplay && node.dom.isConnected ? String(interval) : '';
      if (wanted === rhythm) return;
      rhythm = wanted;
      clearInterval(timer);
      if (wanted) timer = setInterval(() => go(node.props.current + 1, 'autoplay'), interval);
    };
    return {
      update,
      attached: () => {
        node.dom.append(dots);
        update();
      },
      detached: () => clearInterval(timer),
    };
  },
};

function dot(colour: string): HTMLElement {
  const element = document.createElement('i');
  element.style.background = colour;
  return element;
}
