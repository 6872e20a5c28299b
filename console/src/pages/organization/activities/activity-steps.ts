import type { ManagedActivity } from './plan';

export interface ActivitySteps {
  edit: boolean;
  submit: boolean;
  /** it can be repeated every week */
  repeat: boolean;
  withdraw: boolean;
  reschedule: boolean;
  /** how many places there are can still be changed */
  resize: boolean;
  cancel: boolean;
  close: boolean;
  /** it has sign-ups to look at */
  signUps: boolean;
  /** it has attendance to look at */
  attendance: boolean;
}

/** @returns what can be done with an activity as it stands; the server has the last word */
export function stepsOf({ state, phase, signedUp, seriesId }: ManagedActivity): ActivitySteps {
  const ended = phase === 'ended';
  const begun = ended || phase === 'in_progress';
  const draft = state === 'DRAFT' || state === 'RETURNED';
  const published = state === 'PUBLISHED';
  return {
    edit: draft,
    submit: draft,
    repeat: draft && seriesId === null,
    withdraw: state === 'PENDING' || (published && !signedUp && !begun),
    reschedule: published && !begun,
    resize: published && !begun,
    cancel: published && !ended,
    close: published && ended,
    signUps: published || state === 'CLOSED' || state === 'CANCELLED',
    attendance: (published || state === 'CLOSED') && begun,
  };
}
