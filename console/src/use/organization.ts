import { computed } from 'vue';
import { useRoute } from 'vue-router';

/** @returns the id of the organization whose console is open */
export function useOrganizationId() {
  const route = useRoute();
  return computed(() => String(route.params.organizationId));
}
