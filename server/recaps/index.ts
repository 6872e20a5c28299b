/**
 * 传播分享: photos and recaps of activities. Invariants: nothing is public before a unit reviewed it and WeChat's
 * content check let its text pass; photos carry no EXIF; counters only grow.
 */
export { ContentGuard, type TextVerdict } from './content-guard';
export { Photo } from './photo.entity';
export { Recap, type RecapState } from './recap.entity';
export type {} from './recap.events';
export { hoursText } from './recap.rules';
export type { RecapService } from './recap.service';
