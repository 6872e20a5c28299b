export interface Pulling {
  enabled(): boolean;
  /** The person pulled far enough and let go. */
  pulled(): void;
}

const FAR_ENOUGH = 60;

/** Pull-down refresh of something that scrolls: three dots at the top while it lasts. */
export function pullable(scroller: HTMLElement, { enabled, pulled }: Pulling): { show(on: boolean): void } {
  const dots = document.createElement('div');
  dots.className = 'phone-pull';
  dots.append(...['', '', ''].map(() => document.createElement('i')));
  let start: number | undefined;
  const show = (on: boolean) => {
    if (on) scroller.prepend(dots);
    else dots.remove();
  };
  scroller.addEventListener('pointerdown', ({ clientY }) => {
    start = enabled() && scroller.scrollTop <= 0 ? clientY : undefined;
  });
  scroller.addEventListener('pointerup', ({ clientY }) => {
    if (start !== undefined && clientY - start > FAR_ENOUGH) pulled();
    start = undefined;
  });
  return { show };
}
