/**
 * Everything that can happen, by past-tense name. Modules add their payloads by declaration merging:
 * `declare module '…/platform/outbox/events' { interface Events { 'signup.confirmed': SignUpConfirmed } }`.
 * A payload is plain JSON, holds ids rather than copies, and never personal data.
 */
export interface Events {}

export type EventName = keyof Events & string;
