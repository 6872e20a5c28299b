/**
 * Values of template and subscription messages must obey the rule that their field's name begins with
 * (`thing1`, `phrase2`, `time3` …), or WeChat refuses the whole message with 47003.
 * Source: 订阅消息参数值内容限制说明. Lengths count UTF-16 units, the strictest reading of "字符".
 */
const LIMITS: Record<string, number> = {
  thing: 20,
  const: 20,
  number: 32,
  letter: 32,
  character_string: 32,
  symbol: 5,
  phrase: 5,
  name: 10,
  car_number: 8,
  phone_number: 17,
};

/** Fields that read as text: an empty one, which WeChat refuses too, says so. */
const TEXTUAL = new Set(['thing', 'phrase', 'name', 'const']);
const ELLIPTICAL = new Set(['thing', 'const']);

/** @returns `data` in WeChat's form `{thing1: {value}}`, every value on one line and within its limit */
export function messageFields(data: Record<string, string>): Record<string, { value: string }> {
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => [field, { value: fitField(field, value) }]),
  );
}

/** @param field its name with the number, e.g. `thing1` */
export function fitField(field: string, value: string): string {
  const rule = field.replace(/\d+$/, '').toLowerCase();
  const line = value.replace(/\s+/g, ' ').trim();
  if (line === '') return TEXTUAL.has(rule) ? '无' : line;
  const limit = LIMITS[rule];
  if (limit === undefined || line.length <= limit) return line;
  return ELLIPTICAL.has(rule) ? `${cut(line, limit - 1)}…` : cut(line, limit);
}

/** Shortens to `bytes` of UTF-8 without breaking a character. */
export function fitBytes(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const room = bytes - Buffer.byteLength('…');
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > room) break;
    end += character.length;
  }
  return `${text.slice(0, end)}…`;
}

function cut(text: string, units: number): string {
  const halfPair = /[\uD800-\uDBFF]$/;
  return text.slice(0, units).replace(halfPair, '');
}
