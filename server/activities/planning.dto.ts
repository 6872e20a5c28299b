import { AttemptKey, Int, Nested, Text } from '../platform/http';
import { ActivityEditForm } from './activity.dto';
import { PlanContent } from './plan-content.dto';

/** Beginning a plan from something that is there. */
export class SourcedBeginningForm {
  /** names the tap: sent again it answers the same draft */
  @AttemptKey() key: string;
}

export class BeginningForm extends SourcedBeginningForm {
  @Nested(() => PlanContent) content: PlanContent;
}

export class PlanSavingForm {
  /** that the writer saw last; 0 begins to change an activity */
  @Int(0, 1_000_000) version: number;
  @Nested(() => PlanContent) content: PlanContent;
}

/** The whole plan, and the version of the draft that it was read from. */
export class CompletionForm extends ActivityEditForm {
  @Int(1, 1_000_000) draftVersion: number;
}

export class TemplateNameForm {
  @Text(50) name: string;
}
