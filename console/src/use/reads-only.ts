import { type ComputedRef, computed } from 'vue';
import { useRoute } from 'vue-router';
import { session, type Workplaces } from '../session';

type Role = Workplaces['roles'][number];

/** Whose decisions an area is for; an auditor without that role only looks. */
const DECIDERS: Record<string, Role> = { unit: 'UNIT_OFFICER', platform: 'PLATFORM_ADMIN' };

export const onlyReads = (roles: readonly string[], area: string | undefined): boolean => {
  const decider = DECIDERS[area ?? ''];
  return decider !== undefined && roles.includes('AUDITOR') && !roles.includes(decider);
};

/** @returns whether who is here is an auditor, who sees everything of the area and changes nothing */
export function useReadsOnly(): ComputedRef<boolean> {
  const route = useRoute();
  return computed(() => onlyReads(session.workplaces.value?.roles ?? [], route.meta.area));
}
