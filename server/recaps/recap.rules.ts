import type { RecapState } from './recap.entity';

export type RecapStep = 'edit' | 'submit' | 'publish' | 'return' | 'takeDown';

/** What may happen to a recap and what it becomes. */
const TRANSITIONS: Record<RecapStep, Partial<Record<RecapState, RecapState>>> = {
  edit: { DRAFT: 'DRAFT', RETURNED: 'RETURNED' },
  submit: { DRAFT: 'PENDING', RETURNED: 'PENDING' },
  publish: { PENDING: 'PUBLISHED' },
  return: { PENDING: 'RETURNED' },
  takeDown: { PUBLISHED: 'TAKEN_DOWN' },
};

/** @returns the state after `step`, undefined when it is not possible from `state` */
export const afterStep = (state: RecapState, step: RecapStep): RecapState | undefined =>
  TRANSITIONS[step][state];

const SENTENCE_END = /[。！？!?\n]/;
const LEAD_LENGTH = 60;

/** @returns the first sentence, at most 60 characters: what a card and a share say of the recap */
export function leadSentence(text: string): string {
  const trimmed = text.trim();
  const end = trimmed.search(SENTENCE_END);
  const sentence = end < 0 ? trimmed : trimmed.slice(0, trimmed[end] === '\n' ? end : end + 1);
  const characters = [...sentence];
  return characters.length <= LEAD_LENGTH ? sentence : `${characters.slice(0, LEAD_LENGTH - 1).join('')}…`;
}

/** R35: hours for people, two decimals at most. @returns e.g. `12.5`, `3`, `0.25` */
export const hoursText = (minutes: number): string => String(Number((minutes / 60).toFixed(2)));
