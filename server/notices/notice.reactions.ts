import { IsNull, Not } from 'typeorm';
import { type Activity, ActivityChange, type ActivityService, changeTexts } from '../activities';
import { Certificate } from '../certificates';
import type {} from '../close-outs';
import { Membership } from '../memberships';
import type { OrganizationService, RightsService } from '../organizations';
import type { Clock } from '../platform/clock';
import type { Tx } from '../platform/database';
import type { OutboxRelay } from '../platform/outbox';
import type { RecapService } from '../recaps';
import { PastActivity, ServiceAppeal, ServiceRecord } from '../service-hours';
import { SignUp, type SignUpService } from '../signups';
import type { NoticeService, Telling } from './notice.service';
import * as words from './words';

const TELL = 'notices.tell';

interface Needs {
  relay: OutboxRelay;
  clock: Clock;
  notices: NoticeService;
  organizations: OrganizationService;
  rights: RightsService;
  activities: ActivityService;
  signUps: SignUpService;
  recaps: RecapService;
}

/**
 * Tells people what happened to what concerns them. The relay runs a handler once per event, in one transaction with
 * what it writes, so nobody is told twice.
 */
export function tellOfEvents(needs: Needs): void {
  tellOfActivities(needs);
  tellOfOrganizations(needs);
  tellOfHours(needs);
}

/** R24: whoever signed up hears of every change, also in WeChat. */
function tellOfActivities({
  relay,
  clock,
  notices,
  organizations,
  activities,
  signUps,
  recaps,
}: Needs): void {
  const about = (activity: Activity, telling: Omit<Telling, 'activityId'>) => ({
    ...telling,
    activityId: activity.id,
  });

  relay.on('signup.confirmed', TELL, async (tx, { activityId, volunteerId }) => {
    const activity = await activities.findActivity(tx, activityId);
    const said = words.signUpConfirmed(activity, clock.now());
    // Where a deposit is due, that is what WeChat carries: who subscribed gets one message.
    const channels: Telling['channels'] = activity.depositFen === null ? ['SUBSCRIBE'] : [];
    await notices.tell(tx, about(activity, { recipients: [volunteerId], ...said, channels }));
  });

  const tellOne = async (
    tx: Tx,
    happened: { signUpId: string; activityId: string },
    say: (activity: Activity, signUp: SignUp) => words.Words | Promise<words.Words>,
    channels: Telling['channels'] = ['SUBSCRIBE'],
  ) => {
    const activity = await activities.findActivity(tx, happened.activityId);
    const signUp = await tx.manager.findOneByOrFail(SignUp, { id: happened.signUpId });
    const said = await say(activity, signUp);
    await notices.tell(tx, about(activity, { recipients: [signUp.volunteerId], ...said, channels }));
  };

  relay.on('signup.waitlisted', TELL, (tx, happened) => tellOne(tx, happened, words.signUpWaitlisted, []));

  // Somebody has to act in time: by every channel there is.
  relay.on('signup.offered', TELL, (tx, happened) =>
    tellOne(
      tx,
      happened,
      async (activity, { origin, offerExpiresAt }) => {
        const until = offerExpiresAt ?? activity.startsAt;
        if (origin === 'SELF') return words.placeOffered(activity, until);
        const { name } = await organizations.findOrganization(tx, activity.organizationId);
        return words.invited(activity, name, until);
      },
      ['SUBSCRIBE', 'TEMPLATE'],
    ),
  );

  relay.on('signup.rejected', TELL, (tx, happened) =>
    tellOne(tx, happened, (activity, { stateReason }) => words.signUpRejected(activity, stateReason)),
  );

  relay.on('signup.no-show', TELL, (tx, happened) => tellOne(tx, happened, words.noShowNoted, ['TEMPLATE']));

  relay.on('signup.excuse-made', TELL, async (tx, { activityId }) => {
    const activity = await activities.findActivity(tx, activityId);
    const said = words.excuseMade(activity);
    await notices.tell(tx, about(activity, { recipients: [activity.leadId], ...said }));
  });

  for (const [event, accepted] of [
    ['signup.excused', true],
    ['signup.excuse-refused', false],
  ] as const) {
    relay.on(event, TELL, async (tx, happened) => {
      // Excused on appeal, the outcome of the appeal says so.
      const heard = { subjectKind: 'SIGN_UP', subjectId: happened.signUpId, state: 'UPHELD' } as const;
      const decided = { ...heard, decidedBy: Not(IsNull()) };
      if (accepted && (await tx.manager.existsBy(ServiceAppeal, decided))) return;
      await tellOne(
        tx,
        happened,
        (activity, { stateReason }) => words.excuseDecided(activity, accepted, stateReason),
        [],
      );
    });
  }

  relay.on('signup.expired', TELL, (tx, happened) =>
    tellOne(tx, happened, (activity, { offerExpiresAt }) =>
      offerExpiresAt ? words.offerExpired(activity) : words.waitingEnded(activity),
    ),
  );

  relay.on('signup.cancelled', TELL, async (tx, { activityId, volunteerId, cause }) => {
    // Who cancelled themselves knows it; of several dates at once people hear together.
    if (cause === 'VOLUNTEER' || cause === 'SERIES') return;
    const activity = await activities.findActivity(tx, activityId);
    const said = cause === 'DEPOSIT' ? words.depositLapsed(activity) : words.activityCancelled(activity);
    await notices.tell(tx, about(activity, { recipients: [volunteerId], ...said, channels: ['TEMPLATE'] }));
  });

  relay.on('activity.rescheduled', TELL, async (tx, { activityId, changeId, together }) => {
    if (together) return;
    const activity = await activities.findActivity(tx, activityId);
    const change = changeId && (await tx.manager.findOneBy(ActivityChange, { id: changeId }));
    const recipients = await signUps.listConcernedVolunteerIds(tx, activityId);
    const said = words.activityRescheduled(activity, change ? changeTexts(change) : []);
    await notices.tell(tx, about(activity, { recipients, ...said, channels: ['TEMPLATE'] }));
  });

  for (const outcome of ['published', 'returned', 'rejected'] as const) {
    relay.on(`activity.${outcome}`, TELL, async (tx, { activityId, together }) => {
      // A series is reviewed as a whole, which is told once.
      if (together) return;
      const activity = await activities.findActivity(tx, activityId);
      const recipients = [...new Set([activity.createdBy, activity.leadId])];
      await notices.tell(tx, about(activity, { recipients, ...words.activityReviewed(activity, outcome) }));
    });
  }

  for (const outcome of ['published', 'returned', 'taken-down'] as const) {
    relay.on(`recap.${outcome}`, TELL, async (tx, { recapId }) => {
      const recap = await recaps.findRecap(tx, recapId);
      const activity = await activities.findActivity(tx, recap.activityId);
      const said = words.recapReviewed(activity.title, outcome, recap.stateReason);
      await notices.tell(tx, about(activity, { recipients: [recap.authorId], ...said }));
    });
  }
}

function tellOfOrganizations({ relay, notices, organizations }: Needs): void {
  for (const outcome of ['approved', 'returned', 'rejected'] as const) {
    relay.on(`organization.${outcome}`, TELL, async (tx, { organizationId, applicantId }) => {
      const organization = await organizations.findOrganization(tx, organizationId);
      const said = words.organizationReviewed(organization, outcome);
      await notices.tell(tx, { recipients: [applicantId], ...said, channels: ['TEMPLATE'] });
    });
  }
  for (const outcome of ['approved', 'rejected', 'removed'] as const) {
    relay.on(`membership.${outcome}`, TELL, async (tx, { membershipId, organizationId, volunteerId }) => {
      const membership = await tx.manager.findOneByOrFail(Membership, { id: membershipId });
      // The founder hears that the organization was approved.
      if (membership.origin === 'FOUNDER') return;
      const { name } = await organizations.findOrganization(tx, organizationId);
      const said = words.membershipDecided(name, outcome, membership.stateReason);
      await notices.tell(tx, { recipients: [volunteerId], ...said });
    });
  }
}

/** Whose turn it is: lead and admins of the organization, or the officers of the nearest unit above. */
async function whoActs(
  tx: Tx,
  { organizations, rights }: Needs,
  activity: Activity,
  level: 'ORGANIZATION' | 'UNIT',
): Promise<string[]> {
  if (level === 'UNIT') {
    const organization = await organizations.findOrganization(tx, activity.organizationId);
    return (await rights.nearestOfficers(tx, organization)).volunteerIds;
  }
  const admins = await tx.manager.findBy(Membership, {
    organizationId: activity.organizationId,
    role: 'ADMIN',
    state: 'ACTIVE',
  });
  return [...new Set([activity.leadId, ...admins.map(({ volunteerId }) => volunteerId)])];
}

function tellOfHours(needs: Needs): void {
  const { relay, notices, activities } = needs;
  const recordOf = async (tx: Tx, recordId: string) => {
    const record = await tx.manager.findOneByOrFail(ServiceRecord, { id: recordId });
    return { record, activity: await activities.findActivity(tx, record.activityId) };
  };

  relay.on('service-record.effective', TELL, async (tx, { recordId, volunteerId, minutes }) => {
    const { activity } = await recordOf(tx, recordId);
    const said = words.hoursEffective(activity.title, minutes);
    await notices.tell(tx, { recipients: [volunteerId], ...said, activityId: activity.id });
  });

  for (const outcome of ['rejected', 'disputed', 'voided'] as const) {
    relay.on(`service-record.${outcome}`, TELL, async (tx, { recordId, volunteerId }) => {
      const { record, activity } = await recordOf(tx, recordId);
      const said = words.hoursRefused(activity.title, outcome, record.stateReason);
      await notices.tell(tx, { recipients: [volunteerId], ...said, activityId: activity.id });
    });
  }

  relay.on('service-record.rejected', 'notices.tell-recorder', async (tx, { recordId }) => {
    const { record, activity } = await recordOf(tx, recordId);
    if (record.recorderId === null) return;
    const said = words.entryRejected(activity.title, record.stateReason);
    await notices.tell(tx, { recipients: [record.recorderId], ...said, activityId: activity.id });
  });

  relay.on('service-record.restored', TELL, async (tx, { recordId, volunteerId }) => {
    const { record, activity } = await recordOf(tx, recordId);
    const said = words.hoursRestored(activity.title, record.state === 'EFFECTIVE');
    await notices.tell(tx, { recipients: [volunteerId], ...said, activityId: activity.id });
  });

  relay.on('certificate.issued', TELL, async (tx, { certificateId, volunteerId }) => {
    const certificate = await tx.manager.findOneByOrFail(Certificate, { id: certificateId });
    // Who applied has it in hand.
    if (certificate.batchId === null) return;
    await notices.tell(tx, { recipients: [volunteerId], ...words.certificateIssued(certificate) });
  });

  relay.on('certificate.revoked', TELL, async (tx, { certificateId, volunteerId }) => {
    const certificate = await tx.manager.findOneByOrFail(Certificate, { id: certificateId });
    await notices.tell(tx, { recipients: [volunteerId], ...words.certificateRevoked(certificate) });
  });

  relay.on('service-appeal.filed', TELL, async (tx, { appealId, activityId }) => {
    const appeal = await tx.manager.findOneByOrFail(ServiceAppeal, { id: appealId });
    const activity = await activities.findActivity(tx, activityId);
    const recipients = await whoActs(tx, needs, activity, appeal.level);
    await notices.tell(tx, {
      recipients,
      ...words.appealFiled(activity.title, appeal.subjectKind),
      activityId,
    });
  });

  relay.on('service-appeal.decided', TELL, async (tx, { appealId, activityId }) => {
    const { volunteerId, subjectKind, state, decisionReason } = await tx.manager.findOneByOrFail(
      ServiceAppeal,
      {
        id: appealId,
      },
    );
    const activity = await activities.findActivity(tx, activityId);
    const said = words.appealDecided(activity.title, subjectKind, state === 'UPHELD', decisionReason);
    await notices.tell(tx, { recipients: [volunteerId], ...said, activityId });
  });

  relay.on('service-hours.reminded', TELL, async (tx, { activityId, waitsFor }) => {
    const activity = await activities.findActivity(tx, activityId);
    const recipients = await whoActs(tx, needs, activity, waitsFor);
    await notices.tell(tx, { recipients, ...words.hoursReminder(activity.title), activityId });
  });

  relay.on('past-activity.decided', TELL, async (tx, { pastActivityId }) => {
    const past = await tx.manager.findOneByOrFail(PastActivity, { id: pastActivityId });
    const said = words.pastActivityDecided(past);
    await notices.tell(tx, { recipients: [past.enteredBy], ...said, pastActivityId });
  });

  relay.on('close-out.due', TELL, async (tx, { activityId }) => {
    const activity = await activities.findActivity(tx, activityId);
    const recipients = await whoActs(tx, needs, activity, 'ORGANIZATION');
    await notices.tell(tx, { recipients, ...words.closeOutDue(activity.title), activityId });
  });

  relay.on('check-out.due', TELL, async (tx, { activityId, volunteerId }) => {
    const activity = await activities.findActivity(tx, activityId);
    const said = words.checkOutDue(activity.title);
    await notices.tell(tx, { recipients: [volunteerId], ...said, activityId, channels: ['TEMPLATE'] });
  });

  relay.on('check-in.auto-closed', TELL, async (tx, { activityId, volunteerId }) => {
    const activity = await activities.findActivity(tx, activityId);
    const said = words.forgottenCheckOut(activity.title);
    await notices.tell(tx, { recipients: [volunteerId], ...said, activityId });
  });
}
