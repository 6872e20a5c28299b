import ical, { ICalEventStatus } from 'ical-generator';
import type { Activity } from '../activities';

/** An activity as a calendar keeps it. */
export interface CalendarEntry {
  activity: Pick<Activity, 'id' | 'title' | 'startsAt' | 'endsAt' | 'place'>;
  organizationName: string;
  cancelled: boolean;
  /** grows with every change, so that programs take the newer one */
  sequence: number;
}

/**
 * A feed in the form of RFC 5545. The UID of an activity never changes, so a moved or cancelled one replaces what the
 * calendar had; times are written in UTC, which every program shows in its own zone.
 *
 * @param publicUrl without a slash at the end
 */
export function calendarText(
  name: string,
  entries: readonly CalendarEntry[],
  { publicUrl, now }: { publicUrl: string; now: Date },
): string {
  const { host } = new URL(publicUrl);
  const calendar = ical({
    name,
    prodId: { company: 'stvs', product: 'calendar', language: 'ZH' },
    ttl: 3_600,
  });
  for (const { activity, organizationName, cancelled, sequence } of entries) {
    const url = `${publicUrl}/activities/${activity.id}`;
    calendar.createEvent({
      id: `${activity.id}@${host}`,
      start: activity.startsAt,
      end: activity.endsAt,
      stamp: now,
      summary: cancelled ? `已取消：${activity.title}` : activity.title,
      location: activity.place,
      description: `${organizationName}\n${url}`,
      url,
      sequence,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
