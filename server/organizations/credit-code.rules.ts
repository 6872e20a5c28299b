const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** R06. @returns a unified social credit code (GB 32100) with a correct check character, undefined when it is none */
export function readCreditCode(raw: string): string | undefined {
  const code = raw.normalize('NFKC').replace(/[\s']/g, '').toUpperCase();
  if (code.length !== 18 || [...code].some((character) => !CHARACTERS.includes(character))) return undefined;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * CHARACTERS.indexOf(code[i]!), 0);
  return CHARACTERS[(31 - (sum % 31)) % 31] === code[17] ? code : undefined;
}
