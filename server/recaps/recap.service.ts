import type { Activity, ActivityService } from '../activities';
import { phaseOf } from '../activities';
import type { OrganizationService, RightsService } from '../organizations';
import type { Actor, RegisteredActor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import type { Clock } from '../platform/clock';
import { changeExactlyOne, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, forbidden, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import type { TextVerdict } from './content-guard';
import type { PhotoService } from './photo.service';
import type { RecapForm, RecapReviewForm } from './recap.dto';
import { Recap, type RecapPhoto } from './recap.entity';
import { afterStep, type RecapStep } from './recap.rules';

interface Needs {
  activities: ActivityService;
  organizations: OrganizationService;
  rights: RightsService;
  photos: PhotoService;
  audit: Audit;
  clock: Clock;
}

const RECAP_NOT_FOUND = () => missing('recap_not_found', '没有找到这篇分享，它可能还没有发布或已经撤下。');

/** Recaps from draft to publication (传播分享), reviewed on the organization's line (R10). */
export class RecapService {
  constructor(private readonly needs: Needs) {}

  /** An admin of the organization or the activity lead begins the recap of an activity that has begun. */
  async draft(tx: Tx, actor: RegisteredActor, activityId: string, form: RecapForm): Promise<Recap> {
    const { clock } = this.needs;
    const activity = await this.requireOrganizer(tx, actor, activityId);
    ensure(
      hasBegun(activity, clock.now()),
      conflict('activity_not_begun', '活动开始以后才能写分享，请在活动当天或结束后再来。'),
    );
    const recap: Recap = {
      id: newId(),
      activityId,
      organizationId: activity.organizationId,
      authorId: actor.volunteerId,
      openKey: activityId,
      ...(await this.contentOf(tx, actor, form, [])),
      state: 'DRAFT',
      stateReason: null,
      textVerdict: null,
      submittedAt: null,
      publishedAt: null,
      views: 0,
      shares: 0,
      createdAt: clock.now(),
    };
    await refusingDuplicates(
      tx,
      { uq_recaps_open: conflict('recap_exists', '这次活动已经有一篇分享，请在原来的分享里修改。') },
      () => tx.manager.insert(Recap, recap),
    );
    return recap;
  }

  async edit(tx: Tx, actor: RegisteredActor, recapId: string, form: RecapForm): Promise<Recap> {
    const recap = await this.findOwn(tx, actor, recapId);
    await this.step(tx, recap, 'edit', await this.contentOf(tx, actor, form, recap.photos));
    return this.findRecap(tx, recapId);
  }

  /** @param checked the text that WeChat judged; a recap edited meanwhile is not submitted */
  async submit(
    tx: Tx,
    actor: RegisteredActor,
    recapId: string,
    checked: { text: string; verdict: TextVerdict },
  ): Promise<void> {
    const recap = await this.findOwn(tx, actor, recapId);
    ensure(
      recap.text === checked.text,
      conflict('recap_changed', '分享刚刚被修改过，请确认内容后再提交一次。'),
    );
    ensure(
      recap.photos.length === 0 || recap.photoConsent,
      invalid('photo_consent_required', '照片里有可以辨认的人时，请先征得他们同意并勾选确认，再提交。'),
    );
    const changes = { submittedAt: this.needs.clock.now(), textVerdict: checked.verdict, stateReason: null };
    await this.step(tx, recap, 'submit', changes);
    tx.emit('recap.submitted', { recapId });
  }

  /** R10: an officer of a unit above the organization decides, and never about what they wrote themselves. */
  async review(tx: Tx, actor: RegisteredActor, recapId: string, form: RecapReviewForm): Promise<void> {
    const { audit, clock } = this.needs;
    const recap = await this.findReviewed(tx, actor, recapId);
    ensure(
      recap.authorId !== actor.volunteerId,
      forbidden('own_recap', '不能审核自己写的分享，请由其他审核人处理。'),
    );
    const { decision, reason = null } = form;
    if (decision === 'PUBLISHED') {
      await this.step(tx, recap, 'publish', { publishedAt: clock.now(), stateReason: null });
      tx.emit('recap.published', { recapId });
    } else {
      ensure(reason, invalid('reason_required', '请写明退回的原因，作者会看到。'));
      await this.step(tx, recap, 'return', { stateReason: reason });
      tx.emit('recap.returned', { recapId });
    }
    const { organizationId } = recap;
    await audit.record(tx, actor, `recap.${decision.toLowerCase()}`, recapId, { organizationId, reason });
  }

  /** By those who published it or by a unit above them; the activity may then get another recap. */
  async takeDown(
    tx: Tx,
    actor: RegisteredActor,
    recapId: string,
    reason: string,
    as: 'organizer' | 'unit',
  ): Promise<void> {
    const recap = await (as === 'unit'
      ? this.findReviewed(tx, actor, recapId)
      : this.findOwn(tx, actor, recapId));
    await this.step(tx, recap, 'takeDown', { stateReason: reason, openKey: null });
    tx.emit('recap.taken-down', { recapId });
    const { organizationId } = recap;
    await this.needs.audit.record(tx, actor, 'recap.taken-down', recapId, { organizationId, reason, as });
  }

  /** @throws Fault missing `recap_not_found` */
  async findRecap(reader: Reader, id: string): Promise<Recap> {
    const recap = await reader.manager.findOneBy(Recap, { id });
    ensure(recap, RECAP_NOT_FOUND);
    return recap;
  }

  /** What everybody may read. @throws Fault missing `recap_not_found` also for one that is not published */
  async findPublished(reader: Reader, id: string): Promise<Recap> {
    const recap = await this.findRecap(reader, id);
    ensure(recap.state === 'PUBLISHED', RECAP_NOT_FOUND);
    return recap;
  }

  /** Of an activity that the actor organizes. */
  async findOwn(reader: Reader, actor: Actor, recapId: string): Promise<Recap> {
    const recap = await this.findRecap(reader, recapId);
    await this.requireOrganizer(reader, actor, recap.activityId);
    return recap;
  }

  /** @returns the activity that the actor organizes */
  async requireOrganizer(reader: Reader, actor: Actor, activityId: string): Promise<Activity> {
    const activity = await this.needs.activities.findActivity(reader, activityId);
    await this.needs.activities.requireOrganizer(reader, actor, activity);
    return activity;
  }

  /** Of an organization that the actor reviews. */
  async findReviewed(reader: Reader, actor: Actor, recapId: string): Promise<Recap> {
    const recap = await this.findRecap(reader, recapId);
    const organization = await this.needs.organizations.findOrganization(reader, recap.organizationId);
    await this.needs.rights.requireReviewer(reader, actor, organization);
    return recap;
  }

  /** Counts one view or share; many at once all count. */
  async count(tx: Tx, recapId: string, what: 'views' | 'shares'): Promise<void> {
    await tx.manager.increment(Recap, { id: recapId, state: 'PUBLISHED' }, what, 1);
  }

  private async contentOf(reader: Reader, actor: RegisteredActor, form: RecapForm, known: RecapPhoto[]) {
    const { photoIds, ...content } = form;
    ensure(
      new Set(photoIds).size === photoIds.length,
      invalid('photo_twice', '同一张照片只需要添加一次，请去掉重复的照片。'),
    );
    const knownIds = new Set(known.map((photo) => photo.photoId));
    const photos = await this.needs.photos.findPhotos(reader, photoIds);
    // Somebody else's photo must not be published by knowing its id.
    ensure(
      photos.every((photo) => photo.uploadedBy === actor.volunteerId || knownIds.has(photo.id)),
      forbidden('foreign_photo', '只能使用自己上传的照片，请重新上传后再保存。'),
    );
    return {
      ...content,
      photos: photos.map(({ id, fileName, width, height }) => ({ photoId: id, fileName, width, height })),
    };
  }

  private async step(tx: Tx, recap: Recap, step: RecapStep, changes: Partial<Recap>): Promise<void> {
    const state = afterStep(recap.state, step);
    ensure(state, () => notNow(step));
    await changeExactlyOne(
      tx,
      Recap,
      // The text belongs to the decision: what was read is what is decided.
      { id: recap.id, state: recap.state, text: recap.text },
      { ...changes, state },
      () => notNow(step),
    );
  }
}

const hasBegun = (activity: Activity, now: Date): boolean =>
  ['PUBLISHED', 'CLOSED'].includes(activity.state) &&
  ['in_progress', 'ended'].includes(phaseOf(activity, now));

const NOT_NOW: Record<RecapStep, string> = {
  edit: '这篇分享已经提交，暂时不能修改。如果需要修改，请等审核退回或先撤下。',
  submit: '这篇分享已经提交过了，请等待审核结果。',
  publish: '这篇分享不在待审核状态，可能已被他人处理，请刷新列表。',
  return: '这篇分享不在待审核状态，可能已被他人处理，请刷新列表。',
  takeDown: '这篇分享现在没有发布，不需要撤下。',
};

const notNow = (step: RecapStep) => conflict('recap_state', NOT_NOW[step]);
