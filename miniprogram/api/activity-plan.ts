import { clockText, dayKey } from '../core/time';

/** When and where, as the server takes it. */
export interface WhenAndWhereForm {
  startsAt: string;
  endsAt: string;
  recruitUntil: string;
  place: string;
  areaCode: string;
  latitude: number;
  longitude: number;
  radiusMetres: number;
}

/** The whole plan, as the server takes it. */
export interface PlanForm extends WhenAndWhereForm {
  title: string;
  category: string;
  scene: string | null;
  recruitFrom: string;
  places: number;
  riskNotice: string;
  riskLevel: string;
  insurance: string | null;
  guarantees: string[];
  targets: string[];
  minAge: number | null;
  maxAge: number | null;
  leadId?: string;
  /** the demand that it answers */
  demandId?: string | null;
  contact: string;
  membersOnly: boolean;
  intro: string;
}

/** The plan while it is written: everything is text, moments read `2026-11-28 09:00` on Shanghai's clock. */
export interface Plan {
  title: string;
  category: string;
  scene: string;
  intro: string;
  startsAt: string;
  endsAt: string;
  recruitFrom: string;
  recruitUntil: string;
  place: string;
  areaCode: string;
  areaName: string;
  latitude: number;
  longitude: number;
  radiusMetres: string;
  places: string;
  membersOnly: boolean;
  minAge: string;
  maxAge: string;
  leadId: string;
  leadName: string;
  demandId: string;
  contact: string;
  targets: string[];
  guarantees: string[];
  riskLevel: string;
  riskNotice: string;
  insurance: string;
}

export const EMPTY_PLAN: Plan = {
  title: '',
  category: '',
  scene: '',
  intro: '',
  startsAt: '',
  endsAt: '',
  recruitFrom: '',
  recruitUntil: '',
  place: '',
  areaCode: '',
  areaName: '',
  latitude: 0,
  longitude: 0,
  radiusMetres: '300',
  places: '',
  membersOnly: false,
  minAge: '',
  maxAge: '',
  leadId: '',
  leadName: '',
  demandId: '',
  contact: '',
  targets: [],
  guarantees: [],
  riskLevel: 'NONE',
  riskNotice: '',
  insurance: '',
};

/** `2026-11-28 09:00` ↔ an instant */
export const instantOf = (moment: string): string => `${moment.replace(' ', 'T')}:00+08:00`;
export const momentOf = (instant: string): string => `${dayKey(instant)} ${clockText(instant)}`;

type Timed = { [Moment in 'startsAt' | 'endsAt' | 'recruitFrom' | 'recruitUntil']: string };

/** @returns a plan of the server's as text, to be changed */
export function planOf(
  row: Timed & Omit<PlanForm, keyof Timed> & { areaName: string; leadName: string },
): Plan {
  const text = (value: number | string | null): string => (value === null ? '' : String(value));
  const own = Object.keys(EMPTY_PLAN).map((key) => [key, row[key as keyof typeof row]]);
  return {
    ...(Object.fromEntries(own) as unknown as Plan),
    startsAt: momentOf(row.startsAt),
    endsAt: momentOf(row.endsAt),
    recruitFrom: momentOf(row.recruitFrom),
    recruitUntil: momentOf(row.recruitUntil),
    scene: text(row.scene),
    demandId: text(row.demandId ?? null),
    insurance: text(row.insurance),
    radiusMetres: text(row.radiusMetres),
    places: text(row.places),
    minAge: text(row.minAge),
    maxAge: text(row.maxAge),
  };
}

export const whenAndWhereOf = (plan: Plan): WhenAndWhereForm => ({
  startsAt: instantOf(plan.startsAt),
  endsAt: instantOf(plan.endsAt),
  recruitUntil: instantOf(plan.recruitUntil),
  place: plan.place.trim(),
  areaCode: plan.areaCode,
  latitude: plan.latitude,
  longitude: plan.longitude,
  radiusMetres: Number(plan.radiusMetres),
});

/** @param plan without problems in any step */
export const formOf = (plan: Plan): PlanForm => ({
  ...whenAndWhereOf(plan),
  title: plan.title.trim(),
  category: plan.category,
  scene: plan.scene || null,
  recruitFrom: instantOf(plan.recruitFrom),
  places: Number(plan.places),
  riskNotice: plan.riskNotice.trim(),
  riskLevel: plan.riskLevel,
  insurance: plan.insurance.trim() || null,
  guarantees: plan.guarantees,
  targets: plan.targets,
  minAge: plan.minAge ? Number(plan.minAge) : null,
  maxAge: plan.maxAge ? Number(plan.maxAge) : null,
  ...(plan.leadId ? { leadId: plan.leadId } : {}),
  ...(plan.demandId ? { demandId: plan.demandId } : {}),
  contact: plan.contact.trim(),
  membersOnly: plan.membersOnly,
  intro: plan.intro.trim(),
});
