import type { ActivityService } from '../activities';
import { MINUTE } from '../platform/clock';
import type { Database } from '../platform/database';
import { type FileStore, MAX_PROOF_BYTES, prepareProof } from '../platform/files';
import { type Api, Id, PageQuery, pageOf, readPage, readUpload } from '../platform/http';
import type { VolunteerService } from '../volunteers';
import { EntryForm, PersonalScanForm, PresenceForm } from './attendance.dto';
import type { AttendanceService, Scanned } from './attendance.service';
import {
  AttendanceListItem,
  attendanceListItem,
  CheckInCodeView,
  CheckInView,
  CheckOutView,
  CurrentCheckInView,
  checkInView,
  checkOutView,
  ProofView,
} from './attendance.view';
import { CheckIn } from './check-in.entity';
import { numberInCode } from './check-in.rules';
import type { EntryService } from './entry.service';
import { openAppeals } from './record-lists';
import { ServiceRecordView, serviceRecordView } from './service-record.view';

class ActivityParams {
  @Id() activityId: string;
}

const PROOF_LIMITS = { maxBytes: MAX_PROOF_BYTES, timeoutMs: MINUTE };

export interface AttendanceRoutesNeeds {
  database: Database;
  activities: ActivityService;
  volunteers: VolunteerService;
  attendance: AttendanceService;
  entries: EntryService;
  privateFiles: FileStore;
}

export function attendanceRoutes(api: Api, needs: AttendanceRoutesNeeds): void {
  const { database, activities, volunteers, attendance, entries, privateFiles } = needs;

  /** The volunteer of a personal code, looked up before the transaction whose first statement locks them. */
  const scanned = async (activityId: string, { code, key }: PersonalScanForm): Promise<Scanned> => {
    const { id } = await volunteers.findByNumber(database, numberInCode(code));
    return { activityId, volunteerId: id, key: key ?? null };
  };

  api.organizer.get(
    '/activities/:activityId/check-in-code',
    { summary: '出示签到码', params: ActivityParams, returns: CheckInCodeView },
    ({ actor, params }) => attendance.showCode(database, actor, params.activityId),
  );

  api.volunteer.get(
    '/activities/:activityId/check-in',
    { summary: '我在活动中的签到', params: ActivityParams, returns: CurrentCheckInView },
    async ({ actor, params }) => {
      const last = await attendance.findLast(database, params.activityId, actor.volunteerId ?? '');
      return { checkIn: last && checkInView(last) };
    },
  );

  api.volunteer.post(
    '/activities/:activityId/check-in',
    { summary: '签到', params: ActivityParams, body: PresenceForm, returns: CheckInView },
    async ({ actor, params, body }) =>
      checkInView(await database.transaction((tx) => attendance.checkIn(tx, actor, params.activityId, body))),
  );

  api.volunteer.post(
    '/activities/:activityId/check-out',
    { summary: '签退', params: ActivityParams, body: PresenceForm, returns: CheckOutView },
    async ({ actor, params, body }) =>
      checkOutView(
        await database.transaction((tx) => attendance.checkOut(tx, actor, params.activityId, body)),
      ),
  );

  api.organizer.post(
    '/activities/:activityId/check-ins',
    { summary: '扫志愿者的码签到', params: ActivityParams, body: PersonalScanForm, returns: CheckInView },
    async ({ actor, params, body }) => {
      const arrival = await scanned(params.activityId, body);
      return checkInView(await database.transaction((tx) => attendance.checkInByLead(tx, actor, arrival)));
    },
  );

  api.organizer.post(
    '/activities/:activityId/check-outs',
    { summary: '扫志愿者的码签退', params: ActivityParams, body: PersonalScanForm, returns: CheckOutView },
    async ({ actor, params, body }) => {
      const departure = await scanned(params.activityId, body);
      return checkOutView(
        await database.transaction((tx) => attendance.checkOutByLead(tx, actor, departure)),
      );
    },
  );

  api.organizer.post(
    '/proofs',
    { summary: '上传补录证明（multipart，一张照片或一份 PDF，10 MB 以内）', returns: ProofView, status: 201 },
    async ({ ctx }) => {
      const { bytes, extension } = await prepareProof(await readUpload(ctx, PROOF_LIMITS));
      return { name: await privateFiles.put(bytes, extension) };
    },
  );

  api.organizer.get(
    '/activities/:activityId/attendance',
    {
      summary: '活动签到名单',
      params: ActivityParams,
      query: PageQuery,
      returns: pageOf(AttendanceListItem),
    },
    async ({ actor, params, query }) => {
      const activity = await activities.findActivity(database, params.activityId);
      await activities.requireOrganizer(database, actor, activity);
      const present = database.manager
        .createQueryBuilder(CheckIn, 'checkIn')
        .where('checkIn.activityId = :activityId', params);
      const page = await readPage(present, 'checkIn', query);
      const people = await volunteers.findVolunteers(
        database,
        page.items.map(({ volunteerId }) => volunteerId),
      );
      const appeals = await openAppeals(
        database,
        page.items.map(({ id }) => id),
      );
      return {
        ...page,
        items: page.items.map((checkIn) =>
          attendanceListItem(checkIn, people.get(checkIn.volunteerId)!, appeals.get(checkIn.id)),
        ),
      };
    },
  );

  api.organizer.post(
    '/activities/:activityId/attendance',
    {
      summary: '登记时长',
      params: ActivityParams,
      body: EntryForm,
      returns: ServiceRecordView,
      status: 201,
    },
    async ({ actor, params, body }) => {
      await entries.checkProof(body.proof);
      const record = await database.transaction((tx) => entries.enter(tx, actor, params.activityId, body));
      return serviceRecordView(record, await activities.findActivity(database, params.activityId));
    },
  );
}
