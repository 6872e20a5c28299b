import * as glassEasel from 'glass-easel';
import { type Deliver, Gestures } from './gestures';
import { toPhoneUnits } from './length-units';
import { pageScrollOf } from './page-area';

type BackendElement = ReturnType<glassEasel.CurrentWindowBackendContext['document']['createElement']>;

/**
 * Where the component framework meets the browser: every tag becomes `wx-<tag>`, lengths are the phone's, and touches
 * become WeChat's events. Style sheets stand in the document from the start, nothing is added per page.
 */
export class DomBackend extends glassEasel.CurrentWindowBackendContext {
  override document = {
    createElement: (tag: string) => createPhoneElement(tag) as unknown as BackendElement,
    createTextNode: (text: string) => document.createTextNode(text) as unknown as BackendElement,
    createDocumentFragment: () => document.createDocumentFragment() as unknown as BackendElement,
  };

  constructor(private readonly screen: HTMLElement) {
    super();
    const deliver: Deliver = (source, type, detail, extraFields, bubbles = true) => {
      const target = elementAt(source.target);
      if (!target || (type === 'tap' && isDisabled(source.target))) return;
      const options = { originalEvent: source, bubbles, composed: true, capturePhase: true, extraFields };
      const event = new glassEasel.Event(type, detail, options);
      glassEasel.Event.dispatchEvent(target, event);
      if (event.defaultPrevented()) source.preventDefault();
    };
    new Gestures(deliver).listenTo(screen);
    for (const type of ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const) {
      screen.addEventListener(
        type,
        (event) => deliver(event, type, detailOfAnimation(event), {}, false),
        true,
      );
    }
  }

  override getWindowWidth(): number {
    return this.screen.clientWidth;
  }

  override getWindowHeight(): number {
    return this.screen.clientHeight;
  }

  // The screen listens for everything at once, so nothing is to be added where a template binds an event.
  override setListenerStats(): void {}

  override createIntersectionObserver(
    target: BackendElement,
    relative: BackendElement | null,
    rootMargin: string,
    threshold: number[],
    listener: Parameters<glassEasel.CurrentWindowBackendContext['createIntersectionObserver']>[4],
  ) {
    if (typeof IntersectionObserver === 'undefined') return { disconnect() {} };
    const element = target as unknown as HTMLElement;
    const root = (relative as unknown as HTMLElement | null) ?? pageScrollOf(element);
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const { intersectionRatio, boundingClientRect, intersectionRect, rootBounds, time } = entry;
          listener({
            intersectionRatio,
            boundingClientRect,
            intersectionRect,
            relativeRect: rootBounds!,
            time,
          });
        }
      },
      { root, rootMargin, threshold },
    );
    observer.observe(element);
    return observer;
  }
}

function createPhoneElement(tag: string): HTMLElement {
  const element = document.createElement(`wx-${tag}`);
  const setAttribute = element.setAttribute.bind(element);
  element.setAttribute = (name: string, value: string) =>
    setAttribute(name, name === 'style' ? toPhoneUnits(value) : value);
  return element;
}

function elementAt(target: EventTarget | null): glassEasel.Element | null {
  let node = target as (Node & { __wxElement?: glassEasel.Element }) | null;
  while (node && !node.__wxElement) node = node.parentNode;
  return node?.__wxElement ?? null;
}

function isDisabled(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('wx-button[disabled]') !== null;
}

function detailOfAnimation(event: TransitionEvent | AnimationEvent): Record<string, unknown> {
  const { elapsedTime } = event;
  return 'animationName' in event
    ? { animationName: event.animationName, elapsedTime }
    : { propertyName: event.propertyName, elapsedTime };
}
