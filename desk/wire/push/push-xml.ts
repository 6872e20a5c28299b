import { XMLParser } from 'fast-xml-parser';

export type PushValue = string | number | bigint | PushFields | PushFields[];
export interface PushFields {
  [name: string]: PushValue;
}

/** @returns the message as WeChat writes it: numbers bare, texts in CDATA, lists as repeated elements */
export function toXml(fields: PushFields): string {
  return `<xml>${elements(fields)}</xml>`;
}

function elements(fields: PushFields): string {
  return Object.entries(fields)
    .map(([name, value]) => {
      const values = Array.isArray(value) ? value : [value];
      return values.map((one) => `<${name}>${content(one)}</${name}>`).join('');
    })
    .join('');
}

function content(value: Exclude<PushValue, PushFields[]>): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'object') return elements(value);
  // A CDATA section cannot contain its own end: it is split in two there.
  return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, trimValues: false });

/** @returns the children of `<xml>`; throws on anything else, and on a document type definition */
export function fromXml(text: string): Record<string, unknown> {
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new Error('a document type definition is not accepted');
  const root: unknown = parser.parse(text)?.xml;
  if (root === null || typeof root !== 'object') throw new Error('no <xml> element');
  return root as Record<string, unknown>;
}
