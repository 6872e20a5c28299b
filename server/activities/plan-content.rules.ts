import type { Activity } from './activity.entity';
import type { PlanContent } from './plan-content.dto';
import type { Post } from './post.entity';

/** What tells that somebody wrote something; the rest of a plan has usual values. */
const WRITTEN = ['title', 'intro', 'place', 'startsAt', 'endsAt', 'contact', 'riskNotice'] as const;

/** Nothing was written into it yet: nobody will miss it. */
export const isBlank = (content: PlanContent): boolean => WRITTEN.every((field) => !content[field]);

/** What one would have to write to get the activity again: everything but its times and the demand that it answers. */
export const reusableContent = (activity: Activity, posts: readonly Post[]): PlanContent => ({
  title: activity.title,
  category: activity.category,
  scene: activity.scene,
  place: activity.place,
  areaCode: activity.areaCode,
  latitude: activity.latitude,
  longitude: activity.longitude,
  radiusMetres: activity.radiusMetres,
  posts: posts.map(({ title, requirement, places, minAge, maxAge, membersOnly }) => ({
    title,
    requirement,
    places,
    minAge,
    maxAge,
    membersOnly,
  })),
  signUpMode: activity.signUpMode,
  waitlist: activity.waitlist,
  invitedOnly: activity.invitedOnly,
  membersOnly: activity.membersOnly,
  depositFen: activity.depositFen,
  riskNotice: activity.riskNotice,
  riskLevel: activity.riskLevel,
  insurance: activity.insurance,
  guarantees: activity.guarantees,
  targets: activity.targets,
  minAge: activity.minAge,
  maxAge: activity.maxAge,
  leadId: activity.leadId,
  contact: activity.contact,
  intro: activity.intro,
});
