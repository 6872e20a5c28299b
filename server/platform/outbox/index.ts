/** The outbox: events committed with the change that caused them, delivered at least once, handled exactly once by each handler. */
export type { EventName, Events } from './events';
export { OutboxEvent, OutboxHandled } from './outbox-event.entity';
export { type Happened, OutboxRelay } from './relay';
