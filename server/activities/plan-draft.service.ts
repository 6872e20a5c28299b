import type { Policy } from '../../config/policy';
import type { MembershipService } from '../memberships';
import { Organization, type OrganizationService } from '../organizations';
import type { RegisteredActor } from '../platform/actor';
import { type Clock, DAY } from '../platform/clock';
import { changeExactlyOne, lockRow, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, invalid, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import type { ActivityEditForm } from './activity.dto';
import { Activity } from './activity.entity';
import { refusalOf, TRANSITIONS } from './activity.rules';
import type { ActivityService } from './activity.service';
import type { PlanContent } from './plan-content.dto';
import { isBlank } from './plan-content.rules';
import { PlanDraft } from './plan-draft.entity';

const notFound = missing('plan_draft_not_found', '没有找到这份草稿，它可能已经被删除。请返回活动列表查看。');
const alreadyKept = conflict('plan_already_kept', '这份草稿已经存成活动了，请到活动页继续。');
const changedElsewhere = conflict(
  'plan_changed_elsewhere',
  '这份草稿刚刚在别处改过，没有用您这里的内容覆盖。请载入最新的内容，再接着写。',
);

/** Bytes that a plan may have as text; the column holds a little more. */
const MOST_BYTES = 60_000;

/** What an admin writes of a plan, kept while it is written and until it is whole. */
export class PlanDraftService {
  constructor(
    private readonly activities: ActivityService,
    private readonly organizations: OrganizationService,
    private readonly memberships: MembershipService,
    private readonly policy: Pick<Policy, 'maxPlanDrafts' | 'blankPlanDays'>,
    private readonly clock: Clock,
  ) {}

  /** Begins a plan for a new activity. The same `key` again answers the same draft. */
  async begin(
    tx: Tx,
    actor: RegisteredActor,
    organizationId: string,
    { key, content }: { key: string; content: PlanContent },
  ): Promise<PlanDraft> {
    // What is counted stays true: of one organization's drafts one begins at a time.
    await lockRow(tx, Organization, organizationId);
    await this.memberships.requireAdmin(tx, actor, organizationId);
    await this.organizations.requireActive(tx, organizationId);
    const begun = await tx.manager.findOneBy(PlanDraft, { createdBy: actor.volunteerId, attemptKey: key });
    if (begun) return begun;
    const { maxPlanDrafts } = this.policy;
    ensure(
      (await tx.manager.countBy(PlanDraft, { organizationId })) < maxPlanDrafts,
      conflict('too_many_plan_drafts', `没写完的草稿已有 ${maxPlanDrafts} 份，请先写完或删除一些。`),
    );
    return this.insert(tx, actor, { id: newId(), organizationId, revision: false, attemptKey: key }, content);
  }

  private async insert(
    tx: Tx,
    { volunteerId }: RegisteredActor,
    own: Pick<PlanDraft, 'id' | 'organizationId' | 'revision' | 'attemptKey'>,
    content: PlanContent,
  ): Promise<PlanDraft> {
    const now = this.clock.now();
    const draft: PlanDraft = {
      ...own,
      ...writing(content),
      version: 1,
      createdBy: volunteerId,
      updatedBy: volunteerId,
      createdAt: now,
      updatedAt: now,
    };
    await refusingDuplicates(tx, { '*': changedElsewhere }, () => tx.manager.insert(PlanDraft, draft));
    return draft;
  }

  /**
   * Keeps what is written now.
   *
   * @param version the one that the writer saw last; 0 begins to change the activity `id`
   * @throws Fault conflict `plan_changed_elsewhere` when somebody saved since, and nothing is changed
   */
  async save(
    tx: Tx,
    actor: RegisteredActor,
    id: string,
    { version, content }: { version: number; content: PlanContent },
  ): Promise<PlanDraft> {
    const draft = await tx.manager.findOneBy(PlanDraft, { id });
    if (!draft && version === 0) return this.beginRevision(tx, actor, id, content);
    if (!draft) throw await this.whyGone(tx, id);
    await this.memberships.requireAdmin(tx, actor, draft.organizationId);
    const written = writing(content);
    // The answer to this very saving got lost on its way.
    const again = draft.version === version + 1 && draft.updatedBy === actor.volunteerId;
    if (again && same(draft.content, written.content)) return draft;
    const changes = {
      ...written,
      version: version + 1,
      updatedBy: actor.volunteerId,
      updatedAt: this.clock.now(),
    };
    await changeExactlyOne(tx, PlanDraft, { id, version }, changes, changedElsewhere);
    return { ...draft, ...changes };
  }

  private async beginRevision(
    tx: Tx,
    actor: RegisteredActor,
    id: string,
    content: PlanContent,
  ): Promise<PlanDraft> {
    const { organizationId, state } = await this.activities.findActivity(tx, id);
    await this.memberships.requireAdmin(tx, actor, organizationId);
    ensure(TRANSITIONS.EDIT.from.includes(state), refusalOf('EDIT'));
    return this.insert(tx, actor, { id, organizationId, revision: true, attemptKey: id }, content);
  }

  /** Makes the activity of it, or changes the one that it revises; the form is judged as any other. */
  async complete(
    tx: Tx,
    actor: RegisteredActor,
    id: string,
    { draftVersion, laterDates, ...form }: ActivityEditForm & { draftVersion: number },
  ): Promise<Activity> {
    const draft = await lockRow(tx, PlanDraft, id);
    if (!draft) throw await this.whyGone(tx, id);
    ensure(draft.version === draftVersion, changedElsewhere);
    const activity = draft.revision
      ? await this.activities.edit(tx, actor, id, { ...form, laterDates })
      : await this.activities.draft(tx, actor, draft.organizationId, form, id);
    await tx.manager.delete(PlanDraft, { id });
    return activity;
  }

  private async whyGone(reader: Reader, id: string) {
    return (await reader.manager.existsBy(Activity, { id })) ? alreadyKept : notFound;
  }

  async discard(tx: Tx, actor: RegisteredActor, id: string): Promise<void> {
    await this.requireOwn(tx, actor, id);
    await tx.manager.delete(PlanDraft, { id });
  }

  /** @throws Fault missing `plan_draft_not_found` */
  async requireOwn(reader: Reader, actor: RegisteredActor, id: string): Promise<PlanDraft> {
    const draft = await reader.manager.findOneBy(PlanDraft, { id });
    ensure(draft, notFound);
    await this.memberships.requireAdmin(reader, actor, draft.organizationId);
    return draft;
  }

  /** Forgets the drafts into which nobody wrote anything for days. */
  async forgetBlank({ manager }: Reader): Promise<void> {
    const before = new Date(this.clock.now().getTime() - this.policy.blankPlanDays * DAY);
    await manager
      .createQueryBuilder()
      .delete()
      .from(PlanDraft)
      .where('blank = :blank AND updatedAt < :before', { blank: true, before })
      .execute();
  }
}

/** What is null says nothing and is not kept. */
function writing(given: PlanContent): Pick<PlanDraft, 'content' | 'title' | 'blank'> {
  const text = JSON.stringify(given, (_, value) => value ?? undefined);
  ensure(
    Buffer.byteLength(text) <= MOST_BYTES,
    invalid('plan_too_long', '这份活动方案太长了，请精简活动介绍和岗位要求。', { field: 'intro' }),
  );
  const content: PlanContent = JSON.parse(text);
  return { content, title: content.title ?? '', blank: isBlank(content) };
}

const same = (one: PlanContent, other: PlanContent): boolean => JSON.stringify(one) === JSON.stringify(other);
