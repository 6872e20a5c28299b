import { randomInt } from 'node:crypto';

/** People who do not exist, for the demonstration, the story and the tests. Written apart from the product’s own rules so that a mistake in those cannot hide here. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Orders below are for who asks for one: what is handed out in a row never meets it. */
const FIRST_IN_ROW = 100;
const IN_ROW = 400;
let orders = randomInt(0, IN_ROW);

/**
 * @returns a synthetic resident ID with a correct check digit; 400 different ones of a day, area and gender in a row
 * @param birthDay `YYYY-MM-DD`
 * @param order below 100 to be sure of an ID that nobody is given without asking
 */
export function syntheticId({
  birthDay = '1990-03-07',
  gender = 'female' as 'male' | 'female',
  area = '110105',
  order = FIRST_IN_ROW + (orders++ % IN_ROW),
} = {}): string {
  const sequence = String(order * 2 + (gender === 'male' ? 1 : 0)).padStart(3, '0');
  const digits = `${area}${birthDay.replaceAll('-', '')}${sequence}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * WEIGHTS[index]!, 0);
  return digits + '10X98765432'[sum % 11];
}

/** @returns an ID whose check digit is wrong */
export function wrongId(id: string): string {
  return id.slice(0, 17) + (id[17] === '1' ? '2' : '1');
}

let phones = randomInt(0, 10_000_000);

/** @returns a phone number from the unassigned 199-0 range, new at each call */
export const syntheticPhone = (): string => `1990${String(phones++ % 10_000_000).padStart(7, '0')}`;
