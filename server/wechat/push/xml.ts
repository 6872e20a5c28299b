import { isFields, type PushFields } from './fields';

/**
 * The XML that WeChat writes: elements without attributes that hold text, CDATA or elements. Everything else that XML
 * can say (DTD, entities, comments, instructions, attributes) is how XML is attacked, and has no way in here.
 */
const DECLARATION = /^\s*(?:<\?xml[^<>?]*\?>\s*)?/;
const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.-]*)\s*(\/?)>|([^<]+)/y;
const MAX_DEPTH = 16;

interface Element {
  name: string;
  text: string;
  children: { [name: string]: unknown } | undefined;
}

/**
 * @returns the content of the root element `<xml>`: text for a leaf, an array where a name repeats;
 *          undefined when it is not well-formed or not WeChat's kind of XML
 */
export function parseXml(xml: string): PushFields | undefined {
  const document = open('');
  const path = [document];
  TOKEN.lastIndex = DECLARATION.exec(xml)![0].length;
  while (TOKEN.lastIndex < xml.length) {
    const token = TOKEN.exec(xml);
    if (!token) return undefined;
    const [, cdata, closing, name, empty, text] = token;
    const current = path[path.length - 1]!;
    if (name === undefined) {
      if (current === document && (cdata !== undefined || text!.trim() !== '')) return undefined;
      current.text += cdata ?? text;
    } else if (closing) {
      if (empty || name !== current.name) return undefined;
      path.pop();
      append(path[path.length - 1]!, current);
    } else if (empty) {
      append(current, open(name));
    } else {
      if (path.length > MAX_DEPTH) return undefined;
      path.push(open(name));
    }
  }
  const root = document.children?.xml;
  return path.length === 1 && isFields(root) ? root : undefined;
}

const open = (name: string): Element => ({ name, text: '', children: undefined });

function append(parent: Element, child: Element): void {
  // Without a prototype, so that no name of an element means anything to JavaScript.
  parent.children ??= Object.create(null) as { [name: string]: unknown };
  const value = child.children ?? child.text;
  const known = parent.children[child.name];
  if (known === undefined) parent.children[child.name] = value;
  else if (Array.isArray(known)) known.push(value);
  else parent.children[child.name] = [known, value];
}

/** Text of any content inside CDATA: a `]]>` in it is split over two sections. */
export const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
