import type { OutboxRelay } from '../platform/outbox';
import type { VolunteerService } from '../volunteers';
import type { NoticeService } from './notice.service';
import * as words from './volunteer.words';

const TELL = 'notices.tell';

interface Needs {
  relay: OutboxRelay;
  notices: NoticeService;
  volunteers: VolunteerService;
}

/** People hear what was decided about them while they were not looking. */
export function tellOfVolunteers({ relay, notices, volunteers }: Needs): void {
  for (const outcome of ['approved', 'rejected', 'suspended', 'resumed', 'consent-withdrawn'] as const) {
    relay.on(`volunteer.${outcome}`, TELL, async (tx, { volunteerId }) => {
      const { stateReason } = await volunteers.findVolunteer(tx, volunteerId);
      await notices.tell(tx, { recipients: [volunteerId], ...words.standing(outcome, stateReason) });
    });
  }
}
