import { Int, Optional, Text } from '../platform/http';

export class CloseOutForm {
  /** how many people were served */
  @Int(0, 10_000_000) peopleServed: number;
  /** what is to be said besides */
  @Optional() @Text(500) note?: string | null;
}

export class CloseOutCorrectionForm extends CloseOutForm {
  /** why it is corrected; those who read it see it */
  @Text(200) reason: string;
}
