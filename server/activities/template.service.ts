import type { Policy } from '../../config/policy';
import type { MembershipService } from '../memberships';
import { Organization } from '../organizations';
import type { RegisteredActor } from '../platform/actor';
import type { Clock } from '../platform/clock';
import { lockRow, type Reader, refusingDuplicates, type Tx } from '../platform/database';
import { conflict, ensure, missing } from '../platform/fault';
import { newId } from '../platform/ids';
import type { ActivityService } from './activity.service';
import type { PlanContent } from './plan-content.dto';
import { reusableContent } from './plan-content.rules';
import type { PostService } from './post.service';
import { ActivityTemplate } from './template.entity';

const notFound = missing('template_not_found', '没有找到这个模板，它可能已经被删除。');
const nameTaken = conflict('template_name_taken', '已经有同名的模板了，请换一个名字。');

/** What a plan can begin from. */
export interface PlanSource {
  organizationId: string;
  content: PlanContent;
}

/** Templates of an organization: what it did before, under a name, to begin plans from. */
export class TemplateService {
  constructor(
    private readonly activities: ActivityService,
    private readonly posts: PostService,
    private readonly memberships: MembershipService,
    private readonly policy: Pick<Policy, 'maxTemplates'>,
    private readonly clock: Clock,
  ) {}

  /** Everything of an activity but its times; for its organization's admins. */
  async sourceOfActivity(reader: Reader, actor: RegisteredActor, id: string): Promise<PlanSource> {
    const activity = await this.activities.findActivity(reader, id);
    await this.memberships.requireAdmin(reader, actor, activity.organizationId);
    const posts = (await this.posts.listPosts(reader, [id])).get(id)!;
    return this.source(reader, activity.organizationId, reusableContent(activity, posts));
  }

  async sourceOfTemplate(reader: Reader, actor: RegisteredActor, id: string): Promise<PlanSource> {
    const { organizationId, content } = await this.findOwn(reader, actor, id);
    return this.source(reader, organizationId, content);
  }

  /** Who left the organization since cannot lead it: then it is who writes, as with any new plan. */
  private async source(
    reader: Reader,
    organizationId: string,
    { leadId, ...content }: PlanContent,
  ): Promise<PlanSource> {
    const stays = leadId && (await this.memberships.isMember(reader, leadId, organizationId));
    return { organizationId, content: stays ? { ...content, leadId } : content };
  }

  /** @param source read before the transaction: what is counted here must not come from an older snapshot */
  async keep(
    tx: Tx,
    actor: RegisteredActor,
    { organizationId, content }: PlanSource,
    name: string,
  ): Promise<ActivityTemplate> {
    await lockRow(tx, Organization, organizationId);
    await this.memberships.requireAdmin(tx, actor, organizationId);
    const { maxTemplates } = this.policy;
    ensure(
      (await tx.manager.countBy(ActivityTemplate, { organizationId })) < maxTemplates,
      conflict('too_many_templates', `最多保存 ${maxTemplates} 个模板，请先删除不用的。`),
    );
    const createdAt = this.clock.now();
    const template: ActivityTemplate = {
      id: newId(),
      organizationId,
      name,
      content,
      createdBy: actor.volunteerId,
      createdAt,
    };
    await refusingDuplicates(tx, { uq_activity_templates_name: nameTaken }, () =>
      tx.manager.insert(ActivityTemplate, template),
    );
    return template;
  }

  async rename(tx: Tx, actor: RegisteredActor, id: string, name: string): Promise<void> {
    await this.findOwn(tx, actor, id);
    await refusingDuplicates(tx, { uq_activity_templates_name: nameTaken }, () =>
      tx.manager.update(ActivityTemplate, { id }, { name }),
    );
  }

  async remove(tx: Tx, actor: RegisteredActor, id: string): Promise<void> {
    await this.findOwn(tx, actor, id);
    await tx.manager.delete(ActivityTemplate, { id });
  }

  private async findOwn(reader: Reader, actor: RegisteredActor, id: string): Promise<ActivityTemplate> {
    const template = await reader.manager.findOneBy(ActivityTemplate, { id });
    ensure(template, notFound);
    await this.memberships.requireAdmin(reader, actor, template.organizationId);
    return template;
  }
}
