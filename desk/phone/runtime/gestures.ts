import { pageAreaOf, pageScrollOf } from './page-area';

/** Hands an event to the component tree; `source.target` says where. */
export type Deliver = (
  source: Event,
  type: string,
  detail: unknown,
  extraFields: Record<string, unknown>,
  bubbles?: boolean,
) => void;

const TAP_DISTANCE = 10;
const LONG_PRESS = 350;

interface Press {
  x: number;
  y: number;
  target: EventTarget | null;
  moved: boolean;
  longPressed: boolean;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * Touches, taps and long presses, from a finger or from a mouse. A mouse button counts as one finger.
 * `click()` of a script without a press before it is a tap too, so tests need no coordinates.
 */
export class Gestures {
  private press: Press | undefined;

  constructor(private readonly deliver: Deliver) {}

  listenTo(screen: HTMLElement): void {
    const on = (type: string, run: (event: PointerEvent) => void) =>
      screen.addEventListener(type, (event) => run(event as PointerEvent), { capture: true, passive: false });
    on('pointerdown', (event) => this.start(event));
    on('click', (event) => this.click(event));
    // The finger may leave the element, or the phone, before it lifts.
    const anywhere = (type: string, run: (event: PointerEvent) => void) =>
      document.addEventListener(type, (event) => run(event as PointerEvent), { capture: true });
    anywhere('pointermove', (event) => this.move(event));
    anywhere('pointerup', (event) => this.end(event, 'touchend'));
    anywhere('pointercancel', (event) => this.end(event, 'touchcancel'));
  }

  private start(event: PointerEvent): void {
    if (event.button !== 0) return;
    const { clientX: x, clientY: y, target } = event;
    const timer = setTimeout(() => this.longPress(event), LONG_PRESS);
    this.press = { x, y, target, moved: false, longPressed: false, timer };
    this.touch(event, 'touchstart', target, true);
  }

  private move(event: PointerEvent): void {
    const { press } = this;
    if (!press) return;
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > TAP_DISTANCE) {
      press.moved = true;
      clearTimeout(press.timer);
    }
    this.touch(event, 'touchmove', press.target, true);
  }

  private end(event: PointerEvent, type: 'touchend' | 'touchcancel'): void {
    const { press } = this;
    if (!press) return;
    this.press = undefined;
    clearTimeout(press.timer);
    this.touch(event, type, press.target, false);
    if (type === 'touchend' && !press.moved && !press.longPressed) this.tap(event, press.target);
  }

  private click(event: MouseEvent): void {
    // The tap of a press was delivered when the finger lifted; a click that counts no press is a script's.
    if (event.detail === 0) this.tap(event, event.target);
  }

  private tap(event: MouseEvent, target: EventTarget | null): void {
    const touch = touchOf(event, target);
    const fields = { touches: [touch], changedTouches: [touch] };
    this.deliver(at(event, target), 'tap', { x: touch.pageX, y: touch.pageY }, fields);
  }

  private longPress(event: PointerEvent): void {
    // A long press replaces the tap only where somebody listens to it.
    if (!this.press || !listens(this.press.target, 'longpress')) return;
    this.press.longPressed = true;
    const touch = touchOf(event, this.press.target);
    const fields = { touches: [touch], changedTouches: [touch] };
    const detail = { x: touch.pageX, y: touch.pageY };
    this.deliver(at(event, this.press.target), 'longpress', detail, fields);
  }

  private touch(event: PointerEvent, type: string, target: EventTarget | null, down: boolean): void {
    const touch = touchOf(event, target);
    this.deliver(at(event, target), type, {}, { touches: down ? [touch] : [], changedTouches: [touch] });
  }
}

function listens(target: EventTarget | null, type: string): boolean {
  type Listening = Node & { __wxElement?: { _$eventTarget?: { listeners: Record<string, unknown> } | null } };
  for (let node = target as Listening | null; node; node = node.parentNode as Listening | null) {
    if (node.__wxElement?._$eventTarget?.listeners[type]) return true;
  }
  return false;
}

/** Like a finger's events, all of a press go to where it began. */
function at(event: Event, target: EventTarget | null): Event {
  return { target, preventDefault: () => event.preventDefault() } as unknown as Event;
}

/** A touch point in the page's own coordinates. */
function touchOf({ clientX, clientY }: MouseEvent, target: EventTarget | null) {
  const element = target instanceof Element ? target : undefined;
  const area = element && pageAreaOf(element)?.getBoundingClientRect();
  const x = clientX - (area?.left ?? 0);
  const y = clientY - (area?.top ?? 0);
  const scrolled = (element && pageScrollOf(element)?.scrollTop) ?? 0;
  return { identifier: 0, clientX: x, clientY: y, pageX: x, pageY: y + scrolled, force: 1 };
}
