import * as fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { cdata, parseXml } from '../../../server/wechat/push/xml';

it.each<[string, object]>([
  ['<xml><A>1</A></xml>', { A: '1' }],
  ['<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n  <A><![CDATA[x]]></A>\n</xml>\n', { A: 'x' }],
  ['<xml><A> x <![CDATA[ <b>&amp;]] ]]> y</A></xml>', { A: ' x  <b>&amp;]]  y' }],
  ['<xml><A></A><B/><C /></xml>', { A: '', B: '', C: '' }],
  ['<xml><L><i>1</i><i>2</i><i>3</i></L><L>4</L></xml>', { L: [{ i: ['1', '2', '3'] }, '4'] }],
  ['<xml><A><![CDATA[<!DOCTYPE a>]]></A></xml>', { A: '<!DOCTYPE a>' }],
  ['<xml><A>&lt;&#65;</A></xml>', { A: '&lt;&#65;' }],
])('reads %j', (xml, fields) => {
  expect(parseXml(xml)).toEqual(fields);
});

it.each([
  '',
  'text',
  '<xml/>',
  '<xml></xml>',
  '<xml>text</xml>',
  '<other><A>1</A></other>',
  '<xml><A>1</A></xml><xml><A>2</A></xml>',
  '<xml><A>1</A></xml><B>',
  '<xml><A>1</A></xml>text',
  '<xml><A>1</A></xml><![CDATA[x]]>',
  'text<xml><A>1</A></xml>',
  '<xml><A>1</A>',
  '<xml><A>1</xml></A>',
  '<xml><A>1</A></xml></xml>',
  '<xml><A>1</A/></xml>',
  '<xml><A>1 < 2</A></xml>',
  '<xml><A><![CDATA[x]]</A></xml>',
  '<xml><A b="c">1</A></xml>',
  '<xml><1>1</1></xml>',
  '<xml><!-- a --><A>1</A></xml>',
  '<xml><?php a?><A>1</A></xml>',
  '<!DOCTYPE xml><xml><A>1</A></xml>',
  '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>',
  '<?xml version="1.0"?><?xml version="1.0"?><xml><A>1</A></xml>',
  `<xml>${'<a>'.repeat(16)}${'</a>'.repeat(16)}</xml>`,
])('refuses %j', (xml) => {
  expect(parseXml(xml)).toBeUndefined();
});

it('an element named like the prototype is an element', () => {
  const fields = parseXml('<xml><__proto__><a>1</a></__proto__><constructor>2</constructor></xml>')!;
  expect(Object.keys(fields)).toEqual(['__proto__', 'constructor']);
  expect(({} as { a?: string }).a).toBeUndefined();
});

it('takes time in proportion to the length of a hostile text', () => {
  const time = (xml: string) => {
    const start = performance.now();
    parseXml(xml);
    return performance.now() - start;
  };
  const hostile = (n: number) => `<xml><A>${'<![CDATA['.repeat(n)}`;
  time(hostile(2_000));
  expect(time(hostile(25_000))).toBeLessThan(1_000);
  expect(time(`<xml${' '.repeat(250_000)}`)).toBeLessThan(1_000);
  expect(time(`<xml>${'<a '.repeat(80_000)}`)).toBeLessThan(1_000);
});

it('agrees with another parser on everything that WeChat could write', () => {
  const other = new XMLParser({ parseTagValue: false, processEntities: false, trimValues: false });
  const name = fc.stringMatching(/^[A-Z][A-Za-z]{0,8}$/);
  const leaves = fc.dictionary(name, fc.string({ minLength: 1, unit: 'grapheme' }), {
    minKeys: 1,
    maxKeys: 6,
  });
  const write = (fields: Record<string, unknown>): string =>
    Object.entries(fields)
      .map(
        ([key, value]) =>
          `<${key}>${typeof value === 'string' ? cdata(value) : write(value as Record<string, unknown>)}</${key}>`,
      )
      .join('');
  fc.assert(
    fc.property(leaves, leaves, (outer, inner) => {
      const xml = `<xml>${write({ ...outer, zInner: inner })}</xml>`;
      expect(parseXml(xml)).toEqual({ ...outer, zInner: inner });
      expect(parseXml(xml)).toEqual(other.parse(xml).xml);
    }),
  );
});
