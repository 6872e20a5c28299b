import { answerOf, api, type View } from '../../../api/client';
import { Refusal } from '../../../api/refusal';
import type { ServiceRecord } from '../../../words/hours';
import { instantOf, momentOf } from '../../../words/time';

/** Somebody whose hours may be entered: who takes part in the activity. */
export interface Participant {
  id: string;
  name: string;
  /** name and masked phone, to tell two of one name apart */
  label: string;
}

/** The hours of one person while they are written; moments read `2026-11-28 09:00`. */
export interface EntryRow {
  volunteerId: string;
  startAt: string;
  endAt: string;
  /** only where it is another than that of all */
  reason: string;
  /** field → why the server refused it; `row` when it is about no field */
  problems: Record<string, string>;
}

/** What holds for all rows of one form. */
export interface Shared {
  startAt: string;
  endAt: string;
  reason: string;
  content: string;
  /** names of uploaded files */
  proof: string[];
}

/** What a rejected record said, handed to the form that corrects it. */
export type Correction = Pick<ServiceRecord, 'volunteerId' | 'startAt' | 'endAt' | 'content'> & {
  reason: string;
};

export const correctionOf = (record: ServiceRecord): Correction => ({
  volunteerId: record.volunteerId,
  startAt: record.startAt,
  endAt: record.endAt,
  content: record.content,
  reason: record.entryReason ?? '',
});

export const rowOf = (
  volunteerId: string,
  { startAt, endAt }: Pick<Shared, 'startAt' | 'endAt'>,
): EntryRow => ({
  volunteerId,
  startAt,
  endAt,
  reason: '',
  problems: {},
});

export const sharedOf = (span: { startAt: string; endAt: string }, correction?: Correction): Shared => ({
  startAt: momentOf((correction ?? span).startAt),
  endAt: momentOf((correction ?? span).endAt),
  reason: correction?.reason ?? '',
  content: correction?.content ?? '',
  proof: [],
});

const ALL_AT_ONCE = 50;

/** @returns who takes part in an activity, in the order in which they signed up */
export async function listParticipants(activityId: string): Promise<Participant[]> {
  const found: View<'ManagedSignUpView'>[] = [];
  let cursor: string | undefined;
  do {
    const query = { cursor, limit: ALL_AT_ONCE };
    const page = await answerOf(
      api.GET('/api/organizer/activities/{activityId}/signups', {
        params: { path: { activityId }, query },
      }),
    );
    found.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  const takingPart = new Set(['CONFIRMED', 'ATTENDED', 'NO_SHOW', 'EXCUSED']);
  return found
    .filter(({ state }) => takingPart.has(state))
    .map(({ volunteerId, name, phone }) => ({ id: volunteerId, name, label: `${name} ${phone}` }));
}

/** What can be said before the server is asked. @returns whether nothing is missing */
export function checkRow(row: EntryRow, shared: Shared): boolean {
  row.problems = {};
  if (!row.startAt) row.problems.startAt = '请填写开始时间。';
  if (!row.endAt) row.problems.endAt = '请填写结束时间。';
  if ((row.reason || shared.reason).trim().length < 2)
    row.problems.reason = '请写明为什么手工登记，审核的人会看到。';
  return Object.keys(row.problems).length === 0;
}

const OF_ROW = ['volunteerId', 'startAt', 'endAt', 'reason'];

/**
 * Enters the hours of one person; what the server refuses of them stands in the row's problems.
 *
 * @returns the refusal, null when they were taken
 */
export async function enterRow(activityId: string, row: EntryRow, shared: Shared): Promise<Refusal | null> {
  const content = shared.content.trim();
  const body: View<'EntryForm'> = {
    volunteerId: row.volunteerId,
    startAt: instantOf(row.startAt),
    endAt: instantOf(row.endAt),
    reason: (row.reason || shared.reason).trim(),
    ...(content ? { content } : {}),
    ...(shared.proof.length > 0 ? { proof: shared.proof } : {}),
  };
  try {
    const path = { activityId };
    await answerOf(api.POST('/api/organizer/activities/{activityId}/attendance', { params: { path }, body }));
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const ofRow = Object.entries(error.fields).filter(([field]) => OF_ROW.includes(field));
    row.problems = ofRow.length > 0 ? Object.fromEntries(ofRow) : { row: error.message };
    return error;
  }
}
