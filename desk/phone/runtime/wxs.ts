import type * as glassEasel from 'glass-easel';
import { ownerInstance, templateEvent } from './template-event';

type Handler = (event: unknown, instance?: unknown) => unknown;
type Observer = (value: unknown, old: unknown, owner: unknown, instance: unknown) => unknown;

/** WXS has no regular expression literals; `$` in its place means the same as in JavaScript. */
export function getRegExp(pattern: string, flags?: string): RegExp {
  return new RegExp(pattern, flags);
}

export function getDate(...parts: [] | [number | string] | [number, number]): Date {
  return Reflect.construct(Date, parts) as Date;
}

/**
 * Calls a `change:prop` observer the way WXS expects: with descriptors instead of components, and once everything that
 * is being made or changed together stands, because observers reach for its other parts.
 */
export function observed(observer: Observer) {
  return (
    value: unknown,
    old: unknown,
    host: glassEasel.GeneralComponent,
    element: glassEasel.Element,
  ): void => {
    queueMicrotask(() => observer(value, old, ownerInstance(host), ownerInstance(element)));
  };
}

/**
 * Calls an event handler of a template: a method of the component with WeChat's event object, or a WXS function with
 * descriptors. Which of the two is told by identity, because dynamic bindings do not say where the function came from.
 * What a handler returns means nothing in WeChat, in glass-easel `false` would stop the event.
 */
export function handled(
  caller: { _$: glassEasel.GeneralComponent },
  event: glassEasel.ShadowedEvent<unknown>,
  handler: Handler,
): void {
  const host = caller._$;
  const shaped = templateEvent(event);
  const isMethod = Object.values(host.getComponentDefinition().behavior.getMethods()).includes(
    handler as never,
  );
  if (isMethod) handler.call(caller, shaped);
  else
    handler.call(undefined, { ...shaped, instance: ownerInstance(event.currentTarget) }, ownerInstance(host));
}
