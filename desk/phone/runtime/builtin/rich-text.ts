import { toPhoneUnits } from '../length-units';
import type { Builtin } from './builtin';

type RichNode =
  | string
  | { type?: string; name?: string; text?: string; attrs?: Record<string, string>; children?: RichNode[] };

const TAGS = new Set(
  'a abbr b blockquote br code col colgroup dd del div dl dt em fieldset h1 h2 h3 h4 h5 h6 hr i img ins label legend li ol p q span strong sub sup table tbody td tfoot th thead tr u ul section article'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set([
  'class',
  'style',
  'src',
  'alt',
  'width',
  'height',
  'colspan',
  'rowspan',
  'span',
  'start',
  'type',
]);

/** Formatted text. Only the tags and attributes WeChat lets through; nothing in it can be tapped or run. */
export const richText: Builtin<{ nodes: RichNode[]; space: string }> = {
  tag: 'rich-text',
  properties: { nodes: null as unknown as RichNode[], space: '' },
  create: (node) => ({
    update: () => {
      const { nodes } = node.props as unknown as { nodes: string | RichNode[] | null };
      const parsed = typeof nodes === 'string' ? parse(nodes) : (nodes ?? []).map(build);
      node.dom.replaceChildren(...parsed);
      for (const img of node.dom.querySelectorAll('img')) {
        img.src = node.phone.fileUrl(img.getAttribute('src') ?? '', node.writtenIn);
      }
    },
  }),
};

function parse(html: string): Node[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.childNodes].map(copy);
}

function copy(source: Node): Node {
  if (!(source.nodeType === Node.ELEMENT_NODE)) return document.createTextNode(source.textContent ?? '');
  const element = source as Element;
  const attrs = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
  return make(element.tagName.toLowerCase(), attrs, [...element.childNodes].map(copy));
}

function build(node: RichNode): Node {
  if (typeof node === 'string') return document.createTextNode(node);
  if (node.type === 'text' || !node.name) return document.createTextNode(withoutEntities(node.text ?? ''));
  return make(node.name.toLowerCase(), node.attrs ?? {}, (node.children ?? []).map(build));
}

function make(tag: string, attrs: Record<string, string>, children: Node[]): Node {
  if (!TAGS.has(tag)) return document.createTextNode('');
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    if (ATTRIBUTES.has(name)) element.setAttribute(name, name === 'style' ? toPhoneUnits(value) : value);
  }
  element.append(...children);
  return element;
}

function withoutEntities(text: string): string {
  const area = document.createElement('textarea');
  area.innerHTML = text.replaceAll('<', '&lt;');
  return area.value;
}
