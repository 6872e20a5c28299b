import { newAttemptKey } from '../core/attempt-key';
import type { Failure } from '../core/http';
import { messageOf } from '../core/screen';
import { clockText } from '../core/time';
import { formOf, type Plan } from './activity-plan';
import { saveDraft } from './organizer-activities';
import { contentOf } from './plan-content';
import { beginDraft, completeDraft, findDraft, keepDraft, type PlanDraft, whenText } from './plan-drafts';

/** How what is written stands with the server. */
export interface Keeping {
  /** `conflict`: somebody else wrote, and the writer has to choose; `gone`: it became an activity elsewhere */
  state: 'nothing' | 'saving' | 'kept' | 'failed' | 'conflict' | 'gone';
  text: string;
}

export const NOTHING_KEPT: Keeping = { state: 'nothing', text: '' };

/** Which draft, and the version of it that the writer saw last; 0 when there is none yet. */
export interface DraftSeen {
  id: string;
  version: number;
}

const PAUSE_MS = 1_200;
const RETRY_MS = 15_000;

/** Keeps one plan on the server, a moment after each pause in writing, one saving at a time. */
export class PlanWriter {
  private unkept: Plan | undefined;
  private running: Promise<void> | undefined;
  private underWay = false;
  private timer = 0;
  private key = newAttemptKey();
  private theirs: PlanDraft | undefined;
  private left = false;
  /** it became an activity */
  done = false;

  /**
   * @param place where it belongs; `activityId` when it changes an activity that is there
   * @param told hears of every change
   */
  constructor(
    private readonly place: { organizationId: string; activityId: string },
    public seen: DraftSeen,
    private readonly told: (keeping: Keeping) => void,
  ) {}

  get kept(): boolean {
    return this.unkept === undefined && !this.underWay;
  }

  write(plan: Plan): void {
    this.unkept = plan;
    if (!this.theirs) this.later(PAUSE_MS);
  }

  /** Keeps at once what is not kept yet. Never throws: it tells. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.running ??= this.keepAll().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Keeps what is left and goes: nothing is tried again afterwards. */
  leave(): Promise<void> {
    this.left = true;
    return this.flush();
  }

  /** What the writer has goes over what somebody else wrote meanwhile. */
  keepMine(): Promise<void> {
    const { theirs } = this;
    if (theirs) this.seen = { id: theirs.id, version: theirs.version };
    this.theirs = undefined;
    return this.flush();
  }

  /** Makes the activity, or changes it and as asked the later dates of its series. @returns its id. @throws Failure */
  async complete(plan: Plan, laterDates: boolean): Promise<string> {
    clearTimeout(this.timer);
    await this.running;
    const { id, version } = this.seen;
    const { organizationId, activityId } = this.place;
    const form = formOf(plan);
    try {
      const done = await (version > 0
        ? completeDraft(id, version, form, laterDates)
        : saveDraft(organizationId, activityId, form, laterDates));
      this.unkept = undefined;
      this.done = true;
      return done.id;
    } catch (failure) {
      this.unkept = plan;
      if ((failure as Failure).code === 'plan_changed_elsewhere') await this.explain(failure as Failure);
      throw failure;
    }
  }

  private later(delay: number): void {
    clearTimeout(this.timer);
    if (!this.left) this.timer = setTimeout(() => void this.flush(), delay);
  }

  private async keepAll(): Promise<void> {
    while (this.unkept && !this.theirs) {
      const plan = this.unkept;
      this.unkept = undefined;
      this.underWay = true;
      this.told({ state: 'saving', text: '正在保存' });
      try {
        const { id, version, updatedAt } = await this.keep(plan);
        this.seen = { id, version };
        this.underWay = false;
        if (!this.unkept) this.told({ state: 'kept', text: `已保存 ${clockText(updatedAt)}` });
      } catch (failure) {
        this.unkept ??= plan;
        this.underWay = false;
        if (!(await this.explain(failure as Failure))) return;
      }
    }
  }

  private keep(plan: Plan): Promise<PlanDraft> {
    const { organizationId, activityId } = this.place;
    const { id, version } = this.seen;
    const content = contentOf(plan);
    return version === 0 && !activityId
      ? beginDraft(organizationId, this.key, content)
      : keepDraft(id || activityId, version, content);
  }

  /** @returns whether it can be tried again at once */
  private async explain(failure: Failure): Promise<boolean> {
    if (failure.code === 'plan_draft_not_found') {
      // Deleted elsewhere while it is written here: what is written lives on in a new one.
      this.seen = { id: this.place.activityId, version: 0 };
      this.key = newAttemptKey();
      return true;
    }
    if (failure.code === 'plan_already_kept') this.told({ state: 'gone', text: failure.message });
    else if (failure.code === 'plan_changed_elsewhere') await this.findTheirs();
    else {
      this.told({ state: 'failed', text: `还没有保存，先留在这部手机上。${messageOf(failure)}` });
      if (failure.status === 0 || failure.status >= 500) this.later(RETRY_MS);
    }
    return false;
  }

  private async findTheirs(): Promise<void> {
    this.theirs = await findDraft(this.seen.id || this.place.activityId).catch(() => undefined);
    if (!this.theirs) return this.told({ state: 'failed', text: '还没有保存，先留在这部手机上。' });
    const { updatedByName, updatedAt } = this.theirs;
    const text = `${updatedByName} ${whenText(updatedAt)} 在别处改过这份草稿，没有用您这里的内容覆盖。留下哪一份？`;
    this.told({ state: 'conflict', text });
  }
}
