const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** @returns 24 letters that name one attempt: sent again with each retry, never for anything else */
export const newAttemptKey = (): string =>
  Array.from({ length: 24 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join('');
