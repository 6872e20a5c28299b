import type { ManagedActivity } from '../../../../api/organizer-activities';

/** The whole plan of an activity as volunteers will read it, for those who write or review it. */
Component({
  properties: { activity: { type: Object, value: {} as ManagedActivity } },
});
