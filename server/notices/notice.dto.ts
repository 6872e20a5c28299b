import { Id, Optional, Text } from '../platform/http';

/** To who takes part in an activity. */
export class ParticipantNoticeForm {
  @Text(40) title: string;
  @Text(2_000) body: string;
}

export class NoticeForm extends ParticipantNoticeForm {
  /** what the notice is about; of the same organization */
  @Optional() @Id() activityId?: string;
}
