/**
 * 结项: what an ended activity came to, what of it is not settled, and its closing. Invariants: nothing is closed while
 * those who run it have something to settle; who was not there is told and can say why; one reminder for each activity.
 */

export { CloseOut } from './close-out.entity';
export type {} from './close-out.events';
