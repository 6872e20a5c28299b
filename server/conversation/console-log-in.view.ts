import { Instant, OneOf, Output } from '../platform/http';
import { CONSOLE_LOG_IN_STATES } from './console-log-in.entity';

export class ConsoleLogInCodeView {
  /** what the QR code says; the page draws it */
  @Output() content: string;
  @Instant() expiresAt: Date;
}

/** How far the browser's code has come; `EXPIRED` when there is none that lives. */
export class ConsoleLogInStateView {
  @OneOf([...CONSOLE_LOG_IN_STATES, 'EXPIRED']) state: string;
}
