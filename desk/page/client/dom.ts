type Child = Node | string | number | false | null | undefined;
type Attributes = Record<string, string | boolean | ((event: Event) => void) | undefined>;

/**
 * Makes an element. A function is a listener for the event of that name, `true` an attribute without a value.
 * Text is always text: what people wrote cannot become markup.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value) element.setAttribute(name, value);
  }
  element.append(...present(children));
  return element;
}

/** Puts children in place of what is there, unless they would look the same: selections and scrolling stay. */
export function fill(element: HTMLElement, ...children: Child[]): void {
  const fresh = document.createElement('div');
  fresh.append(...present(children));
  if (fresh.innerHTML === element.innerHTML) return;
  element.replaceChildren(...fresh.childNodes);
}

const present = (children: Child[]): (Node | string)[] =>
  children
    .filter((child) => child !== false && child !== null && child !== undefined)
    .map((child) => (typeof child === 'number' ? String(child) : (child as Node | string)));
