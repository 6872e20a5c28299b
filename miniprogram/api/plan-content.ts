import {
  depositFenOf,
  EMPTY_PLAN,
  instantOf,
  momentOf,
  type Plan,
  type PlanForm,
  planPosts,
  yuanOf,
} from './activity-plan';

type Absent<T> = { [Field in keyof T]?: T[Field] | null };

/** A plan as far as it is written, as the server keeps it: what is empty or not sensible yet is left out. */
export type PlanContent = Absent<Omit<PlanForm, 'posts'>> & {
  posts?: Absent<NonNullable<PlanForm['posts']>[number]>[];
};

const number = (text: string, most: number): number | null =>
  /^\d{1,7}$/.test(text) && Number(text) <= most ? Number(text) : null;
const instant = (moment: string): string | null =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(moment) ? instantOf(moment) : null;
const OLDEST = 120;

/** @returns what is kept of a plan; the PC picks the same fields */
export function contentOf(plan: Plan): PlanContent {
  // No point on the map is no place off the coast of Africa.
  const located = plan.latitude !== 0 || plan.longitude !== 0;
  return {
    title: plan.title.trim(),
    category: plan.category || null,
    scene: plan.scene || null,
    demandId: plan.demandId || null,
    intro: plan.intro,
    startsAt: instant(plan.startsAt),
    endsAt: instant(plan.endsAt),
    recruitFrom: instant(plan.recruitFrom),
    recruitUntil: instant(plan.recruitUntil),
    place: plan.place,
    areaCode: plan.areaCode || null,
    latitude: located ? plan.latitude : null,
    longitude: located ? plan.longitude : null,
    radiusMetres: number(plan.radiusMetres, 100_000),
    places: number(plan.places, 1_000_000),
    posts: plan.posts.map((post) => ({
      title: post.title,
      requirement: post.requirement,
      places: number(post.places, 100_000),
      minAge: number(post.minAge, OLDEST),
      maxAge: number(post.maxAge, OLDEST),
      membersOnly: post.membersOnly,
    })),
    signUpMode: plan.approval ? 'APPROVAL' : 'FIRST_COME',
    waitlist: plan.waitlist,
    invitedOnly: plan.invitedOnly,
    membersOnly: plan.membersOnly,
    depositFen: depositFenOf(plan),
    riskNotice: plan.riskNotice,
    riskLevel: plan.riskLevel,
    insurance: plan.insurance,
    guarantees: plan.guarantees,
    targets: plan.targets,
    minAge: number(plan.minAge, 1_000),
    maxAge: number(plan.maxAge, 1_000),
    leadId: plan.leadId || null,
    contact: plan.contact,
  } satisfies Required<PlanContent>;
}

/** @returns the plan to go on with; what is not written yet is as in an empty one */
export function planOfContent(
  content: PlanContent,
  names: { areaName: string | null; leadName: string | null },
): Plan {
  const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
  const moment = (value?: string | null): string => (value ? momentOf(value) : '');
  const posts = (content.posts ?? []).map((post) => ({
    title: text(post.title),
    requirement: post.requirement ?? null,
    places: post.places ?? null,
    minAge: post.minAge ?? null,
    maxAge: post.maxAge ?? null,
    membersOnly: post.membersOnly ?? false,
  }));
  const written = planPosts(posts);
  return {
    ...EMPTY_PLAN,
    title: text(content.title),
    category: text(content.category),
    scene: text(content.scene),
    demandId: text(content.demandId),
    intro: text(content.intro),
    startsAt: moment(content.startsAt),
    endsAt: moment(content.endsAt),
    recruitFrom: moment(content.recruitFrom),
    recruitUntil: moment(content.recruitUntil),
    place: text(content.place),
    areaCode: text(content.areaCode),
    areaName: text(names.areaName),
    latitude: content.latitude ?? 0,
    longitude: content.longitude ?? 0,
    radiusMetres: text(content.radiusMetres) || EMPTY_PLAN.radiusMetres,
    places: text(content.places) || (written.length === 0 ? text(posts[0]?.places) : ''),
    posts: written,
    approval: content.signUpMode === 'APPROVAL',
    waitlist: content.waitlist ?? true,
    invitedOnly: content.invitedOnly ?? false,
    membersOnly: content.membersOnly ?? false,
    depositYuan: yuanOf(content.depositFen),
    riskNotice: text(content.riskNotice),
    riskLevel: content.riskLevel ?? EMPTY_PLAN.riskLevel,
    insurance: text(content.insurance),
    guarantees: content.guarantees ?? [],
    targets: content.targets ?? [],
    minAge: text(content.minAge),
    maxAge: text(content.maxAge),
    leadId: text(content.leadId),
    leadName: text(names.leadName),
    contact: text(content.contact),
  };
}
