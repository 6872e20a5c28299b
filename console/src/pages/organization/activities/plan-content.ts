import type { View } from '../../../api/client';
import { pointOf, positionOf } from '../../../words/position';
import { instantOf, momentOf } from '../../../words/time';
import { depositFenOf, newPlan, newPost, type Plan } from './plan';

type PlanContent = View<'PlanContent'>;

const instant = (moment: string): string | undefined => (moment ? instantOf(moment) : undefined);

/** @returns the plan as far as it is written, as the server keeps it while it is written; the phone picks the same fields */
export function contentOf(plan: Plan): PlanContent {
  const point = pointOf(plan.position);
  const whole = {
    title: plan.title,
    category: plan.category || undefined,
    scene: plan.scene || undefined,
    demandId: plan.demandId || undefined,
    intro: plan.intro,
    startsAt: instant(plan.startsAt),
    endsAt: instant(plan.endsAt),
    recruitFrom: instant(plan.recruitFrom),
    recruitUntil: instant(plan.recruitUntil),
    place: plan.place,
    areaCode: plan.areaCode || undefined,
    latitude: point?.latitude,
    longitude: point?.longitude,
    radiusMetres: plan.radiusMetres,
    // Here it is always said post by post.
    places: undefined,
    posts: plan.posts.map((post) => ({
      title: post.title,
      requirement: post.requirement,
      places: post.places || undefined,
      minAge: post.minAge || undefined,
      maxAge: post.maxAge || undefined,
      membersOnly: post.membersOnly,
    })),
    signUpMode: plan.signUpMode,
    waitlist: plan.waitlist,
    invitedOnly: plan.invitedOnly,
    membersOnly: plan.membersOnly,
    depositFen: depositFenOf(plan),
    riskNotice: plan.riskNotice,
    riskLevel: plan.riskLevel,
    insurance: plan.insurance,
    guarantees: plan.guarantees,
    targets: plan.targets,
    minAge: plan.minAge || undefined,
    maxAge: plan.maxAge || undefined,
    leadId: plan.leadId || undefined,
    contact: plan.contact,
  } satisfies Record<keyof PlanContent, unknown>;
  // What is undefined is left out, as it is on its way.
  return JSON.parse(JSON.stringify(whole));
}

/** @returns the plan to go on with; what is not written yet is as in a new one */
export function planOfContent(content: PlanContent): Plan {
  const moment = (value?: string | null): string => (value ? momentOf(value) : '');
  const fresh = newPlan();
  return {
    ...fresh,
    title: content.title ?? '',
    category: content.category ?? '',
    scene: content.scene ?? '',
    intro: content.intro ?? '',
    startsAt: moment(content.startsAt),
    endsAt: moment(content.endsAt),
    recruitFrom: moment(content.recruitFrom) || fresh.recruitFrom,
    recruitUntil: moment(content.recruitUntil),
    place: content.place ?? '',
    areaCode: content.areaCode ?? '',
    position: positionOf(content),
    radiusMetres: content.radiusMetres ?? fresh.radiusMetres,
    posts: postsOf(content),
    signUpMode: content.signUpMode ?? 'FIRST_COME',
    waitlist: content.waitlist ?? true,
    invitedOnly: content.invitedOnly ?? false,
    membersOnly: content.membersOnly ?? false,
    depositYuan: content.depositFen ? content.depositFen / 100 : undefined,
    minAge: content.minAge ?? undefined,
    maxAge: content.maxAge ?? undefined,
    leadId: content.leadId ?? '',
    demandId: content.demandId ?? '',
    contact: content.contact ?? '',
    targets: content.targets ?? [],
    guarantees: content.guarantees ?? [],
    riskLevel: content.riskLevel ?? 'NONE',
    riskNotice: content.riskNotice ?? '',
    insurance: content.insurance ?? '',
  };
}

/** The phone writes how many are wanted without a post. */
function postsOf({ posts = [], places }: PlanContent): Plan['posts'] {
  if (posts.length === 0) return [{ ...newPost('志愿者'), places: places ?? newPost().places }];
  return posts.map((post) => ({
    title: post.title ?? '',
    requirement: post.requirement ?? '',
    places: post.places ?? 0,
    minAge: post.minAge ?? undefined,
    maxAge: post.maxAge ?? undefined,
    membersOnly: post.membersOnly ?? false,
  }));
}
