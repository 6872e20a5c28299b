import * as glassEasel from 'glass-easel';

/**
 * The document's element for the first match of a selector in a page. Matches in the page's own template come first:
 * they also reach components without an element of their own, whose first rendered element then stands for them.
 */
export function findElement(page: glassEasel.GeneralComponent, selector: string): HTMLElement | null {
  const own = page.getShadowRoot()?.querySelector(selector);
  const root = page.getBackendElement() as unknown as HTMLElement | null;
  return (own && firstRendered(own)) ?? root?.querySelector<HTMLElement>(selector) ?? null;
}

function firstRendered(node: glassEasel.Node): HTMLElement | null {
  const element = node.asElement();
  if (!element) return null;
  const dom = element.getBackendElement() as unknown as HTMLElement | null;
  if (dom) return dom;
  const children = glassEasel.Component.isComponent(element)
    ? (element.getShadowRoot()?.childNodes ?? [])
    : element.childNodes;
  for (const child of children) {
    const rendered = firstRendered(child);
    if (rendered) return rendered;
  }
  return null;
}
