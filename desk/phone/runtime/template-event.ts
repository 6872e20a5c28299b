import * as glassEasel from 'glass-easel';
import { ComponentDescriptor } from './component-descriptor';
import { pageAreaOf } from './page-area';

type Target = glassEasel.Element | { _$: glassEasel.Element };

/** What a handler of a page gets: WeChat's event object, plain data. */
export interface TemplateEvent {
  type: string;
  timeStamp: number;
  target: EventPlace;
  currentTarget: EventPlace;
  mark: Record<string, unknown>;
  detail: unknown;
  touches?: unknown;
  changedTouches?: unknown;
}

interface EventPlace {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}

export function templateEvent(event: glassEasel.ShadowedEvent<unknown>): TemplateEvent {
  return {
    type: event.type,
    timeStamp: event.timeStamp,
    target: placeOf(event.target),
    currentTarget: placeOf(event.currentTarget),
    mark: { ...event.mark },
    // A component that triggers an event without a detail gives its listeners an empty one.
    detail: event.detail ?? {},
    ...event.extraFields,
  };
}

const instances = new WeakMap<glassEasel.Element, ComponentDescriptor>();

/** The descriptor WXS code holds of an element; always the same one, because scripts keep state in it. */
export function ownerInstance(target: Target): ComponentDescriptor {
  const element = elementOf(target);
  const known = instances.get(element);
  if (known) return known;
  const made = new ComponentDescriptor(element, ownerInstance);
  instances.set(element, made);
  return made;
}

function placeOf(target: Target): EventPlace {
  const element = elementOf(target);
  const dom = element.getBackendElement() as unknown as HTMLElement | null;
  const area = dom && pageAreaOf(dom)?.getBoundingClientRect();
  const box = dom?.getBoundingClientRect();
  return {
    id: element.id,
    dataset: { ...element.dataset },
    offsetLeft: box ? box.left - (area?.left ?? 0) : 0,
    offsetTop: box ? box.top - (area?.top ?? 0) : 0,
  };
}

function elementOf(target: Target): glassEasel.Element {
  return glassEasel.Element.isElement(target) ? target : (target as { _$: glassEasel.Element })._$;
}
