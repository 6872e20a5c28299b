export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
}

const NOWHERE: Box = { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };

/** The area a page fills between navigation bar and tab bar: what WeChat calls the viewport. */
export function pageAreaOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>('.phone-page');
}

/** The part of the page area that scrolls. */
export function pageScrollOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>('.phone-page-scroll');
}

/** An element's box in CSS pixels, counted from the top left of its page area, as WeChat reports it. */
export function boxOf(element: Element | null): Box {
  if (!element) return NOWHERE;
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const area = pageAreaOf(element)?.getBoundingClientRect() ?? NOWHERE;
  return {
    left: left - area.left,
    top: top - area.top,
    right: right - area.left,
    bottom: bottom - area.top,
    width,
    height,
  };
}
