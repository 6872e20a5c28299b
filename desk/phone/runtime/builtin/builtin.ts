import type * as glassEasel from 'glass-easel';
import { type ExportedAnimation, styleOf } from '../animation';
import type { Phone } from '../phone';

type Value = string | number | boolean | unknown[] | null;
export type Properties = Record<string, Value>;

/** One of WeChat's own components, e.g. `<input>`: its properties with their defaults, and what it does. */
export interface Builtin<P extends Properties = Properties> {
  tag: string;
  /** The default decides the type; `null` takes anything. */
  properties: P;
  /** Called once for each element, before it is in the page. */
  create(node: BuiltinNode<P>): BuiltinBehaviour | undefined;
}

export interface BuiltinBehaviour {
  /** Called when it is complete and after every change of a property. */
  update?(): void;
  attached?(): void;
  detached?(): void;
  /** What tapping the element, or its label, does. */
  activate?(): void;
  /** Its part in a form: present value, and back to the first one. */
  field?: { read(): unknown; reset(): void };
}

/** What a built-in component sees of itself. */
export class BuiltinNode<P extends Properties = Properties> {
  readonly dom: HTMLElement;
  behaviour: BuiltinBehaviour = {};

  constructor(
    readonly component: glassEasel.GeneralComponent,
    readonly phone: Phone,
  ) {
    this.dom = component.getBackendElement() as unknown as HTMLElement;
  }

  get props(): P {
    return this.component.data as P;
  }

  /** Changes own properties, as typing does; two-way bindings hear of it. */
  change(properties: Partial<P>): void {
    this.component.setData(properties as never);
  }

  emit(name: string, detail: unknown = {}, options: glassEasel.EventOptions = {}): void {
    this.component.triggerEvent(name, detail, options);
  }

  on(event: string, run: (event: glassEasel.ShadowedEvent<unknown>) => void): void {
    this.component.addListener(event, run as never);
  }

  /** The nearest enclosing built-in of this kind, across component borders. */
  enclosing(tag: string): BuiltinNode | undefined {
    return builtinAt(this.dom.parentElement?.closest(`wx-${tag}`) ?? null);
  }

  /** The built-in with this id in the same template. */
  beside(id: string): BuiltinNode | undefined {
    const found = this.component.ownerShadowRoot?.querySelector(`#${id}`);
    return builtinAt((found?.getBackendElement() as unknown as Element | undefined) ?? null);
  }

  /** All built-ins of this kind inside, across component borders. */
  inside(selector: string): BuiltinNode[] {
    return [...this.dom.querySelectorAll(selector)].map(builtinAt).filter((found) => found !== undefined);
  }

  /** Path of the page or component whose template wrote this element; relative files count from there. */
  get writtenIn(): string {
    return this.component.ownerShadowRoot?.getHostNode().is ?? '';
  }

  /** Adds or removes class names the way the template's own are written, with the scope of their style sheet. */
  toggleClasses(names: string, on: boolean): void {
    const segment = 3;
    for (const name of names.split(/\s+/).filter((each) => each && each !== 'none')) {
      this.component.classList?.toggle(name, on, segment);
    }
  }

  /** Class names as they stand in the document when the template around writes them. */
  scopedClasses(names: string): string {
    const host = this.component.ownerShadowRoot?.getHostNode();
    if (!host) return names;
    const { styleScope, extraStyleScope } = host.getComponentOptions();
    const { styleScopeManager } = host.getRootBehavior().ownerSpace;
    const prefixes = [styleScope, extraStyleScope]
      .filter((scope) => scope !== null && scope !== undefined)
      .map((scope) => styleScopeManager.queryName(scope));
    const written = names.split(/\s+/).filter(Boolean);
    return written
      .flatMap((name) => prefixes.map((prefix) => (prefix ? `${prefix}--${name}` : name)))
      .join(' ');
  }

  /** Brings the element where its `animation` attribute leads. */
  showAnimation(): void {
    const segment = 2;
    this.component.setNodeStyle(styleOf(this.props.animation as ExportedAnimation | null), segment);
  }

  /** Style that survives when the template sets its own. */
  setStyle(text: string): void {
    const segment = 3;
    this.component.setNodeStyle(text, segment);
  }
}

const nodes = new WeakMap<Element, BuiltinNode>();

export function builtinAt(dom: Element | null): BuiltinNode | undefined {
  return dom ? nodes.get(dom) : undefined;
}

const EVERYWHERE = {
  hidden: false,
  ariaLabel: '',
  ariaRole: '',
  ariaHidden: false,
  hoverClass: '',
  hoverStayTime: 50,
  animation: null,
};

/** Makes a built-in known to every template of the space. */
export function defineBuiltin<P extends Properties>(
  space: glassEasel.ComponentSpace,
  phone: Phone,
  builtin: Builtin<P>,
): void {
  const properties: Properties = { ...EVERYWHERE, ...builtin.properties };
  const definition = space
    .define(`wx-${builtin.tag}`)
    .options({ writeIdToDOM: true, writeFieldsToNode: false });
  for (const [name, value] of Object.entries(properties))
    definition.property(name, { type: typeOf(value), value } as never);
  const of = (component: glassEasel.GeneralComponent) =>
    builtinAt(component.getBackendElement() as unknown as Element | null);
  definition
    .lifetime('created', function (this: glassEasel.GeneralComponent) {
      const node = new BuiltinNode<P>(this, phone);
      nodes.set(node.dom, node as unknown as BuiltinNode);
      node.behaviour = builtin.create(node) ?? {};
      if (node.behaviour.activate) node.on('tap', () => node.behaviour.activate?.());
      followFinger(node as unknown as BuiltinNode);
      refresh(node as unknown as BuiltinNode);
    } as never)
    .lifetime('attached', function (this: glassEasel.GeneralComponent) {
      of(this)?.behaviour.attached?.();
    } as never)
    .lifetime('detached', function (this: glassEasel.GeneralComponent) {
      of(this)?.behaviour.detached?.();
    } as never)
    .observer(
      '**' as never,
      function (this: glassEasel.GeneralComponent) {
        const node = of(this);
        if (node) refresh(node);
      } as never,
    );
  space.setGlobalUsingComponent(builtin.tag, definition.registerComponent() as never);
}

function refresh(node: BuiltinNode): void {
  const { hidden, ariaLabel, ariaRole, ariaHidden } = node.props;
  node.dom.toggleAttribute('hidden', Boolean(hidden));
  for (const [name, value] of Object.entries({
    'aria-label': ariaLabel,
    role: ariaRole,
    'aria-hidden': ariaHidden,
  })) {
    if (value) node.dom.setAttribute(name, String(value));
    else node.dom.removeAttribute(name);
  }
  node.showAnimation();
  node.behaviour.update?.();
}

function followFinger(node: BuiltinNode): void {
  const set = (on: boolean) => {
    if (node.props.hoverClass && !node.props.disabled) node.toggleClasses(String(node.props.hoverClass), on);
  };
  node.on('touchstart', () => set(true));
  for (const type of ['touchend', 'touchcancel'])
    node.on(type, () => setTimeout(set, Number(node.props.hoverStayTime), false));
}

function typeOf(value: Value): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return Array;
  return { string: String, number: Number, boolean: Boolean }[
    typeof value as 'string' | 'number' | 'boolean'
  ];
}
