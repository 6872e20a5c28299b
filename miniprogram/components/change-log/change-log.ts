import type { ActivityChange } from '../../api/activity-changes';

/** 变更记录: what was changed after publication, newest first; nothing when nothing was. */
Component({
  properties: { changes: { type: Array, value: [] as ActivityChange[] } },
});
