import type { Activity } from '../activities';
import type { Organization } from '../organizations';
import { Flag, Instant, ListOf, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import type { ServiceTotals } from '../service-hours';
import { TEXT_VERDICTS } from './content-guard';
import type { Photo } from './photo.entity';
import { RECAP_STATES, type Recap, type RecapPhoto } from './recap.entity';
import { leadSentence } from './recap.rules';

export class PhotoView {
  @Output() photoId: string;
  @Output('path on this host') url: string;
  @OutputNumber() width: number;
  @OutputNumber() height: number;
}

/** What a card shows: one picture, one sentence, one number. */
export class RecapCard {
  @Output() id: string;
  @Output() activityTitle: string;
  @Output() organizationName: string;
  @Output() lead: string;
  @Nullable() @Output('path on this host') coverUrl: string | null;
  @OutputNumber() peopleServed: number;
  @OutputNumber() views: number;
  @Instant() publishedAt: Date;
}

export class PublicRecapView {
  @Output() id: string;
  @Output() activityId: string;
  @Output() activityTitle: string;
  @Output() place: string;
  @Instant() startsAt: Date;
  @Instant() endsAt: Date;
  @Output() organizationId: string;
  @Output() organizationName: string;
  @Output() text: string;
  @ListOf(() => PhotoView, 9) photos: PhotoView[];
  @OutputNumber() peopleServed: number;
  @OutputNumber('with effective minutes') volunteers: number;
  @OutputNumber('effective only') minutes: number;
  @OutputNumber() views: number;
  @OutputNumber() shares: number;
  @Instant() publishedAt: Date;
}

/** For those who write or review it. */
export class RecapView {
  @Output() id: string;
  @Output() activityId: string;
  @Output() activityTitle: string;
  @Output() organizationId: string;
  @Output() organizationName: string;
  @Output() text: string;
  @ListOf(() => PhotoView, 9) photos: PhotoView[];
  @Flag() photoConsent: boolean;
  @OutputNumber() peopleServed: number;
  @OneOf(RECAP_STATES) state: string;
  @Nullable() @Output() stateReason: string | null;
  @Nullable() @OneOf(TEXT_VERDICTS) textVerdict: string | null;
  @Nullable() @Instant() submittedAt: Date | null;
  @Nullable() @Instant() publishedAt: Date | null;
  @OutputNumber() views: number;
  @OutputNumber() shares: number;
}

export class JsSdkView {
  @Output() appId: string;
  @OutputNumber('seconds since 1970') timestamp: number;
  @Output() nonceStr: string;
  @Output() signature: string;
}

/** A recap with what it is about. */
export interface RecapSubject {
  recap: Recap;
  activity: Activity;
  organization: Organization;
}

const fileUrl = (photo: RecapPhoto): string => `/files/${photo.fileName}`;

const recapPhotoView = (photo: RecapPhoto): PhotoView => ({
  photoId: photo.photoId,
  url: fileUrl(photo),
  width: photo.width,
  height: photo.height,
});

export const photoView = ({ id, ...photo }: Photo): PhotoView => recapPhotoView({ photoId: id, ...photo });

export const recapCard = ({ recap, activity, organization }: RecapSubject): RecapCard => ({
  id: recap.id,
  activityTitle: activity.title,
  organizationName: organization.name,
  lead: leadSentence(recap.text),
  coverUrl: recap.photos[0] ? fileUrl(recap.photos[0]) : null,
  peopleServed: recap.peopleServed,
  views: recap.views,
  publishedAt: recap.publishedAt!,
});

export const publicRecapView = (
  { recap, activity, organization }: RecapSubject,
  totals: ServiceTotals,
): PublicRecapView => ({
  id: recap.id,
  activityId: activity.id,
  activityTitle: activity.title,
  place: activity.place,
  startsAt: activity.startsAt,
  endsAt: activity.endsAt,
  organizationId: organization.id,
  organizationName: organization.name,
  text: recap.text,
  photos: recap.photos.map(recapPhotoView),
  peopleServed: recap.peopleServed,
  volunteers: totals.people,
  minutes: totals.minutes,
  views: recap.views,
  shares: recap.shares,
  publishedAt: recap.publishedAt!,
});

export const recapView = ({ recap, activity, organization }: RecapSubject): RecapView => ({
  id: recap.id,
  activityId: activity.id,
  activityTitle: activity.title,
  organizationId: organization.id,
  organizationName: organization.name,
  text: recap.text,
  photos: recap.photos.map(recapPhotoView),
  photoConsent: recap.photoConsent,
  peopleServed: recap.peopleServed,
  state: recap.state,
  stateReason: recap.stateReason,
  textVerdict: recap.textVerdict,
  submittedAt: recap.submittedAt,
  publishedAt: recap.publishedAt,
  views: recap.views,
  shares: recap.shares,
});
