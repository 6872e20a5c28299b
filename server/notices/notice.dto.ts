import { Id, Optional, Text } from '../platform/http';

export class NoticeForm {
  @Text(40) title: string;
  @Text(2_000) body: string;
  /** what the notice is about; of the same organization */
  @Optional() @Id() activityId?: string;
}
