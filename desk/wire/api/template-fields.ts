import type { DeskTemplate } from '../../accounts';
import { WireError } from './errcodes';

const length = (value: string): number => [...value].length;
const CLOCK = String.raw`\d{1,2}:\d{2}(:\d{2})?`;
const DAY = String.raw`\d{4}(年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2})`;
const MOMENT = `(${DAY}( ?${CLOCK})?|${CLOCK})`;
const TIME = new RegExp(`^${MOMENT}( ?~ ?${MOMENT})?$`);
const DATE = new RegExp(`^${DAY}( ?${CLOCK})?( ?~ ?${MOMENT})?$`);

/** WeChat's rules for template fields, by the letters before the number in the field's name. */
const RULES: Record<string, (value: string) => boolean> = {
  thing: (value) => length(value) <= 20,
  number: (value) => value.length <= 32 && /^-?\d+(\.\d+)?$/.test(value),
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => length(value) <= 5,
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  time: (value) => TIME.test(value),
  date: (value) => DATE.test(value),
  amount: (value) => /^[¥￥$]?\d{1,10}(\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+() -]{1,17}$/.test(value),
  car_number: (value) => length(value) <= 8,
  name: (value) => length(value) <= (/^[\x20-\x7e]*$/.test(value) ? 20 : 10),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
  const: (value) => length(value) <= 20,
};

/**
 * Checks the data of a template message.
 * @returns the fields as the person sees them, in the template's order; 47003 names the first field that breaks a rule
 */
export function readFields(
  template: DeskTemplate,
  data: Record<string, unknown>,
): { label: string; value: string }[] {
  return Object.entries(template.fields).map(([name, label]) => {
    const field = data[name] as { value?: unknown } | undefined;
    const given = field?.value;
    const value = typeof given === 'number' ? String(given) : given;
    if (value === undefined || value === '') throw new WireError(47003, `data.${name}.value is empty`);
    const rule = RULES[name.replace(/\d+$/, '')];
    if (typeof value !== 'string' || /[\r\n]/.test(value) || (rule && !rule(value))) {
      throw new WireError(47003, `data.${name}.value invalid`);
    }
    return { label, value };
  });
}
