import { Int, Nested, Shaped, Text } from '../platform/http';
import { ActivityEditForm } from './activity.dto';
import { PlanContent } from './plan-content.dto';

const KEY: [RegExp, string] = [/^[a-z0-9]{16,32}$/, '16 到 32 位的小写字母和数字'];

/** Beginning a plan from something that is there. */
export class SourcedBeginningForm {
  /** names the tap: sent again it answers the same draft */
  @Shaped(...KEY) key: string;
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
