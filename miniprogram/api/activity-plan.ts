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

export type SignUpMode = 'FIRST_COME' | 'APPROVAL';

/** One post, as the server takes it. */
export interface PostForm {
  title: string;
  requirement: string | null;
  places: number;
  minAge: number | null;
  maxAge: number | null;
  membersOnly: boolean;
}

/** A post while it is written. */
export type PlanPost = { [Field in Exclude<keyof PostForm, 'membersOnly'>]: string } & {
  membersOnly: boolean;
};

/** The whole plan, as the server takes it. */
export interface PlanForm extends WhenAndWhereForm {
  title: string;
  category: string;
  scene: string | null;
  recruitFrom: string;
  /** when there are no posts */
  places?: number;
  posts?: PostForm[];
  signUpMode: SignUpMode;
  waitlist: boolean;
  invitedOnly: boolean;
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
  /** refundable attendance deposit; null for none */
  depositFen: number | null;
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
  /** none: one post for everybody */
  posts: PlanPost[];
  /** the organizer chooses among those who apply */
  approval: boolean;
  waitlist: boolean;
  invitedOnly: boolean;
  membersOnly: boolean;
  /** refundable deposit in whole yuan; empty for none */
  depositYuan: string;
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
  posts: [],
  approval: false,
  waitlist: true,
  invitedOnly: false,
  membersOnly: false,
  depositYuan: '',
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

/** People can sign up as soon as it is published, unless the organizer says otherwise. */
export const newPlan = (demandId: string, now = Date.now()): Plan => ({
  ...EMPTY_PLAN,
  demandId,
  recruitFrom: momentOf(new Date(now).toISOString()),
});

type Timed = { [Moment in 'startsAt' | 'endsAt' | 'recruitFrom' | 'recruitUntil']: string };

/** @returns a plan of the server's as text, to be changed */
export function planOf(
  row: Timed &
    Omit<PlanForm, keyof Timed | 'latitude' | 'longitude'> & {
      latitude: number | null;
      longitude: number | null;
      areaName: string;
      leadName: string;
    },
): Plan {
  const text = (value: number | string | null): string => (value === null ? '' : String(value));
  const own = Object.keys(EMPTY_PLAN).map((key) => [key, row[key as keyof typeof row]]);
  return {
    ...(Object.fromEntries(own) as unknown as Plan),
    latitude: row.latitude ?? 0,
    longitude: row.longitude ?? 0,
    startsAt: momentOf(row.startsAt),
    endsAt: momentOf(row.endsAt),
    recruitFrom: momentOf(row.recruitFrom),
    recruitUntil: momentOf(row.recruitUntil),
    scene: text(row.scene),
    demandId: text(row.demandId ?? null),
    insurance: text(row.insurance),
    radiusMetres: text(row.radiusMetres),
    places: text(row.places ?? null),
    posts: planPosts(row.posts ?? []),
    approval: row.signUpMode === 'APPROVAL',
    depositYuan: yuanOf(row.depositFen),
    minAge: text(row.minAge),
    maxAge: text(row.maxAge),
  };
}

export const yuanOf = (fen: number | null | undefined): string => (fen ? String(fen / 100) : '');

/** @returns null where none is asked for: an invitation is a request to come */
export const depositFenOf = ({ depositYuan, invitedOnly }: Plan): number | null =>
  /^\d{1,4}$/.test(depositYuan) && Number(depositYuan) > 0 && !invitedOnly ? Number(depositYuan) * 100 : null;

/** One post that asks nothing is the same as none. */
export function planPosts(
  posts: readonly (Omit<PostForm, 'places'> & { places: number | null })[],
): PlanPost[] {
  const [only] = posts;
  const plain =
    only && !only.requirement && !only.membersOnly && only.minAge === null && only.maxAge === null;
  if (posts.length === 1 && plain) return [];
  const text = (value: number | string | null): string => (value === null ? '' : String(value));
  return posts.map(({ title, requirement, places, minAge, maxAge, membersOnly }) => ({
    title,
    requirement: text(requirement),
    places: text(places),
    minAge: text(minAge),
    maxAge: text(maxAge),
    membersOnly,
  }));
}

const postForm = (post: PlanPost): PostForm => ({
  title: post.title.trim(),
  requirement: post.requirement.trim() || null,
  places: Number(post.places),
  minAge: post.minAge ? Number(post.minAge) : null,
  maxAge: post.maxAge ? Number(post.maxAge) : null,
  membersOnly: post.membersOnly,
});

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
  ...(plan.posts.length > 0 ? { posts: plan.posts.map(postForm) } : { places: Number(plan.places) }),
  signUpMode: plan.approval ? 'APPROVAL' : 'FIRST_COME',
  waitlist: plan.waitlist,
  invitedOnly: plan.invitedOnly,
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
  depositFen: depositFenOf(plan),
  intro: plan.intro.trim(),
});
