import * as glassEasel from 'glass-easel';
import type { component } from 'glass-easel-miniprogram-adapter';
import { canvasNode } from './builtin/canvas';
import { boxOf, pageAreaOf, pageScrollOf } from './page-area';

interface Fields {
  id?: boolean;
  dataset?: boolean;
  mark?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  node?: boolean;
  context?: boolean;
}

type Answer = Record<string, unknown> | null;
type Callback<T> = (answer: T) => void;
type Owner = component.GeneralComponent;

/** `wx.createSelectorQuery()`: boxes, scroll positions, properties and canvas nodes of elements. */
export class SelectorQuery {
  private readonly asked: (() => unknown)[] = [];

  constructor(private owner: Owner) {}

  in(owner: Owner): this {
    this.owner = owner;
    return this;
  }

  select(selector: string): NodesQuery {
    return this.nodes((fields) =>
      answer(this.owner, shadowOf(this.owner)?.querySelector(selector) ?? null, fields),
    );
  }

  selectAll(selector: string): NodesQuery {
    return this.nodes((fields) =>
      (shadowOf(this.owner)?.querySelectorAll(selector) ?? []).map((element) =>
        answer(this.owner, element, fields),
      ),
    );
  }

  selectViewport(): NodesQuery {
    return this.nodes((fields) => viewportAnswer(this.owner, fields));
  }

  /** Answers come after the present changes are on the screen. */
  exec(done?: Callback<unknown[]>): void {
    const { asked } = this;
    setTimeout(() => {
      const answers = asked.map((ask) => ask());
      done?.(answers);
    });
  }

  private nodes(find: (fields: Fields) => unknown): NodesQuery {
    return new NodesQuery(this, find, (ask) => this.asked.push(ask));
  }
}

class NodesQuery {
  constructor(
    private readonly query: SelectorQuery,
    private readonly find: (fields: Fields) => unknown,
    private readonly push: (ask: () => unknown) => void,
  ) {}

  fields(fields: Fields, done?: Callback<unknown>): SelectorQuery {
    this.push(() => {
      const found = this.find(fields);
      done?.(found);
      return found;
    });
    return this.query;
  }

  boundingClientRect(done?: Callback<unknown>): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, done);
  }

  scrollOffset(done?: Callback<unknown>): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, done);
  }

  node(done?: Callback<unknown>): SelectorQuery {
    return this.fields({ node: true }, done);
  }

  context(done?: Callback<unknown>): SelectorQuery {
    return this.fields({ context: true }, done);
  }
}

function shadowOf(owner: Owner): glassEasel.ShadowRoot | null {
  return owner._$.getShadowRoot() ?? null;
}

function answer(owner: Owner, element: glassEasel.Element | null, fields: Fields): Answer {
  if (!element) return null;
  const dom = element.getBackendElement() as unknown as HTMLElement | null;
  const { left, top, right, bottom, width, height } = boxOf(dom ?? null);
  return {
    ...(fields.id && { id: element.id }),
    ...(fields.dataset && { dataset: { ...element.dataset } }),
    ...(fields.mark && { mark: element.collectMarks() }),
    ...(fields.rect && { left, top, right, bottom }),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && scrollOf(dom)),
    ...(fields.properties && propertiesOf(element, fields.properties)),
    ...(fields.computedStyle && dom && styleOf(dom, fields.computedStyle)),
    ...(fields.node && dom && { node: canvasNode(dom), nodeCanvasType: '2d' }),
    ...(fields.context && { context: owner }),
  };
}

function viewportAnswer(owner: Owner, fields: Fields): Answer {
  const dom = owner._$.getBackendElement() as unknown as HTMLElement | null;
  const area = dom && pageAreaOf(dom);
  const { width, height } = boxOf(area);
  return {
    ...(fields.id && { id: '' }),
    ...(fields.dataset && { dataset: {} }),
    ...(fields.rect && { left: 0, top: 0, right: width, bottom: height }),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && scrollOf(dom && pageScrollOf(dom))),
  };
}

function scrollOf(dom: HTMLElement | null) {
  const { scrollLeft = 0, scrollTop = 0, scrollWidth = 0, scrollHeight = 0 } = dom ?? {};
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight };
}

function propertiesOf(element: glassEasel.Element, names: string[]): Record<string, unknown> {
  if (!glassEasel.Component.isComponent(element)) return {};
  const data = element.data as Record<string, unknown>;
  return Object.fromEntries(names.map((name) => [name, data[name]]));
}

function styleOf(dom: HTMLElement, names: string[]): Record<string, string> {
  const style = getComputedStyle(dom) as unknown as Record<string, string>;
  return Object.fromEntries(names.map((name) => [name, style[name] ?? '']));
}
