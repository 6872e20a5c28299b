import type { View } from '../../../api/client';
import { serverMoment } from '../../../server-time';
import { type Point, pointOf, positionOf } from '../../../words/position';
import { instantOf, momentOf } from '../../../words/time';

export type ManagedActivity = View<'ManagedActivityView'>;
type ActivityForm = View<'ActivityForm'>;
type WhenAndWhereForm = Omit<View<'RescheduleForm'>, 'reason'>;

/** When and where while it is written: moments read `2026-11-28 09:00` on Shanghai's clock. */
export interface WhenAndWhere {
  startsAt: string;
  endsAt: string;
  recruitUntil: string;
  place: string;
  areaCode: string;
  /** `39.908823,116.397470`, as map sites give it */
  position: string;
  radiusMetres: number;
}

export interface PlanPost {
  title: string;
  requirement: string;
  places: number;
  minAge?: number | undefined;
  maxAge?: number | undefined;
  membersOnly: boolean;
}

/** A plan while it is written. */
export interface Plan extends WhenAndWhere {
  title: string;
  category: ActivityForm['category'] | '';
  scene: ActivityForm['scene'] | '';
  intro: string;
  recruitFrom: string;
  /** at least one */
  posts: PlanPost[];
  signUpMode: 'FIRST_COME' | 'APPROVAL';
  waitlist: boolean;
  invitedOnly: boolean;
  membersOnly: boolean;
  /** refundable deposit in yuan; none when left out */
  depositYuan?: number | undefined;
  minAge?: number | undefined;
  maxAge?: number | undefined;
  /** oneself when empty */
  leadId: string;
  demandId: string;
  contact: string;
  targets: ActivityForm['targets'];
  guarantees: ActivityForm['guarantees'];
  riskLevel: ActivityForm['riskLevel'];
  riskNotice: string;
  insurance: string;
}

export const newPost = (title = ''): PlanPost => ({ title, requirement: '', places: 10, membersOnly: false });

export const newPlan = (demandId = ''): Plan => ({
  title: '',
  category: '',
  scene: '',
  intro: '',
  startsAt: '',
  endsAt: '',
  recruitFrom: momentOf(serverMoment()),
  recruitUntil: '',
  place: '',
  areaCode: '',
  position: '',
  radiusMetres: 300,
  posts: [newPost('志愿者')],
  signUpMode: 'FIRST_COME',
  waitlist: true,
  invitedOnly: false,
  membersOnly: false,
  leadId: '',
  demandId,
  contact: '',
  targets: [],
  guarantees: [],
  riskLevel: 'NONE',
  riskNotice: '',
  insurance: '',
});

export const whenAndWhereOf = (activity: ManagedActivity): WhenAndWhere => ({
  startsAt: momentOf(activity.startsAt),
  endsAt: momentOf(activity.endsAt),
  recruitUntil: momentOf(activity.recruitUntil),
  place: activity.place,
  areaCode: activity.areaCode,
  position: positionOf(activity),
  radiusMetres: activity.radiusMetres,
});

/** @returns a plan of the server's, to be changed */
export const planOf = (activity: ManagedActivity): Plan => ({
  ...whenAndWhereOf(activity),
  title: activity.title,
  category: activity.category as Plan['category'],
  scene: (activity.scene ?? '') as Plan['scene'],
  intro: activity.intro,
  recruitFrom: momentOf(activity.recruitFrom),
  posts: activity.posts.map((post) => ({
    title: post.title,
    requirement: post.requirement ?? '',
    places: post.places,
    minAge: post.minAge ?? undefined,
    maxAge: post.maxAge ?? undefined,
    membersOnly: post.membersOnly,
  })),
  signUpMode: activity.signUpMode,
  waitlist: activity.waitlist,
  invitedOnly: activity.invitedOnly,
  membersOnly: activity.membersOnly,
  depositYuan: activity.depositFen ? activity.depositFen / 100 : undefined,
  minAge: activity.minAge ?? undefined,
  maxAge: activity.maxAge ?? undefined,
  leadId: activity.leadId,
  demandId: activity.demandId ?? '',
  contact: activity.contact,
  targets: activity.targets as Plan['targets'],
  guarantees: activity.guarantees as Plan['guarantees'],
  riskLevel: activity.riskLevel as Plan['riskLevel'],
  riskNotice: activity.riskNotice,
  insurance: activity.insurance ?? '',
});

/** @param plan whose position is written. @returns as the server takes it */
export function whenAndWhereForm(plan: WhenAndWhere): WhenAndWhereForm {
  return {
    startsAt: instantOf(plan.startsAt),
    endsAt: instantOf(plan.endsAt),
    recruitUntil: instantOf(plan.recruitUntil),
    place: plan.place.trim(),
    areaCode: plan.areaCode,
    ...(pointOf(plan.position) as Point),
    radiusMetres: plan.radiusMetres,
  };
}

/** @returns nothing where none is asked for: an invitation is a request to come */
export const depositFenOf = ({ depositYuan, invitedOnly }: Plan): number | undefined =>
  depositYuan && !invitedOnly ? depositYuan * 100 : undefined;

/** @param plan without problems */
export const formOf = (plan: Plan): ActivityForm => ({
  ...whenAndWhereForm(plan),
  title: plan.title.trim(),
  category: plan.category as ActivityForm['category'],
  recruitFrom: instantOf(plan.recruitFrom),
  posts: plan.posts.map(({ requirement, title, ...post }) => ({
    ...ageless(post),
    title: title.trim(),
    ...(requirement.trim() ? { requirement: requirement.trim() } : {}),
  })),
  ...ageless({ minAge: plan.minAge, maxAge: plan.maxAge }),
  signUpMode: plan.signUpMode,
  waitlist: plan.waitlist,
  invitedOnly: plan.invitedOnly,
  membersOnly: plan.membersOnly,
  riskNotice: plan.riskNotice.trim(),
  riskLevel: plan.riskLevel,
  guarantees: plan.guarantees,
  targets: plan.targets,
  contact: plan.contact.trim(),
  intro: plan.intro.trim(),
  depositFen: depositFenOf(plan),
  ...(plan.scene ? { scene: plan.scene } : {}),
  ...(plan.insurance.trim() ? { insurance: plan.insurance.trim() } : {}),
  ...(plan.leadId ? { leadId: plan.leadId } : {}),
  ...(plan.demandId ? { demandId: plan.demandId } : {}),
});

type Ages = { minAge?: number | undefined; maxAge?: number | undefined };

/** An age that is not asked for is left out. */
const ageless = <T extends Ages>({ minAge, maxAge, ...rest }: T) => ({
  ...rest,
  ...(minAge ? { minAge } : {}),
  ...(maxAge ? { maxAge } : {}),
});
