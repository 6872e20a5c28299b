import { del, get, post } from '../core/http';
import { momentText } from '../core/time';

interface AddressRow {
  url: string | null;
  createdAt: string | null;
}

/** The secret address for calendar programs; empty before one was made. */
export interface CalendarAddress {
  url: string;
  since: string;
}

const ADDRESS = '/api/volunteer/calendar-address';

const address = ({ url, createdAt }: AddressRow): CalendarAddress => ({
  url: url ?? '',
  since: createdAt ? `${momentText(createdAt)} 生成` : '',
});

export const findCalendarAddress = async (): Promise<CalendarAddress> =>
  address(await get<AddressRow>(ADDRESS));

/** The address before leads nowhere from now on. */
export const renewCalendarAddress = async (): Promise<CalendarAddress> =>
  address(await post<AddressRow>(ADDRESS));

export const endCalendarAddress = (): Promise<void> => del(ADDRESS);
