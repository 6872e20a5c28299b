import { get, post, put } from '../core/http';
import { momentText, whenText } from '../core/time';

interface Figures {
  signedUp: number;
  attended: number;
  noShow: number;
  excused: number;
  undecided: number;
  minutesPending: number;
  minutesInPublicity: number;
  minutesEffective: number;
}

interface Blocker {
  code: string;
  count: number;
  message: string;
  /** it has to be settled before the closing */
  blocking: boolean;
}

interface CloseOutRow {
  title: string;
  startsAt: string;
  endsAt: string;
  state: string;
  ended: boolean;
  figures: Figures;
  blockers: Blocker[];
  closable: boolean;
  peopleServed: number | null;
  recapState: string;
  note: string | null;
  closedAt: string | null;
  correctedAt: string | null;
  correctionReason: string | null;
  /** a sentence for whoever writes the recap; null before the closing */
  proposal: string | null;
}

export interface CloseOut extends Omit<CloseOutRow, 'blockers'> {
  when: string;
  /** hours with two decimals */
  hours: { pending: string; inPublicity: string; effective: string };
  /** each with the page where it is settled; empty where others must act */
  blockers: (Blocker & { url: string })[];
  /** how many can be noted as not there at once */
  absent: number;
  closed: boolean;
  recapText: string;
  /** when and why it was corrected; empty when it was not */
  correctionText: string;
}

const RECAPS: Record<string, string> = {
  NONE: '还没有写',
  DRAFT: '草稿',
  PENDING: '待审核',
  PUBLISHED: '已发布',
  RETURNED: '退回修改',
};

/** By code: the page of the activity where it is settled. */
const PLACES: Record<string, string> = {
  open_check_ins: 'attendance',
  undecided_attendance: 'signups',
  open_excuses: 'signups',
  open_appeals: 'attendance',
  pending_records: 'records',
  forgotten_check_outs: 'attendance',
};

const hoursOf = (minutes: number): string => (minutes / 60).toFixed(2);

/** What an ended activity came to and what of it is not settled. */
export async function findCloseOut(activityId: string): Promise<CloseOut> {
  const row = await get<CloseOutRow>(`/api/organizer/activities/${activityId}/close-out`);
  const { figures, blockers } = row;
  return {
    ...row,
    when: whenText(row.startsAt, row.endsAt),
    hours: {
      pending: hoursOf(figures.minutesPending),
      inPublicity: hoursOf(figures.minutesInPublicity),
      effective: hoursOf(figures.minutesEffective),
    },
    blockers: blockers.map((each) => {
      const place = PLACES[each.code];
      return { ...each, url: place ? `/pages/organizer/${place}/${place}?id=${activityId}` : '' };
    }),
    absent: row.ended ? (blockers.find(({ code }) => code === 'undecided_attendance')?.count ?? 0) : 0,
    closed: row.state === 'CLOSED',
    recapText: RECAPS[row.recapState] ?? '',
    correctionText: row.correctedAt
      ? `${momentText(row.correctedAt)} 更正，原因：${row.correctionReason ?? ''}`
      : '',
  };
}

/** Who never checked in was not there; each is told and can say why. @returns how many */
export async function noteAbsences(activityId: string): Promise<number> {
  let all = 0;
  for (let more = true; more; ) {
    const { noted, left } = await post<{ noted: number; left: number }>(
      `/api/organizer/activities/${activityId}/absences`,
    );
    all += noted;
    more = left > 0 && noted > 0;
  }
  return all;
}

/** What is said at the closing. */
export interface CloseOutForm {
  peopleServed: number;
  note?: string;
}

export const closeOut = (activityId: string, form: CloseOutForm): Promise<void> =>
  post(`/api/organizer/activities/${activityId}/closing`, form);

/** @param form with the reason, which those who read it see */
export const correctCloseOut = (activityId: string, form: CloseOutForm & { reason: string }): Promise<void> =>
  put(`/api/organizer/activities/${activityId}/close-out`, form);
