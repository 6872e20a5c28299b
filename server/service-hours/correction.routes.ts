import { type Database, lockRow } from '../platform/database';
import { type Api, Id, ListOf, Nullable, OneOf, Output, OutputNumber } from '../platform/http';
import { Volunteer } from '../volunteers';
import type { Anomalies } from './anomalies';
import type { PublicityService } from './publicity.service';
import { AnomalyQuery, CorrectionForm } from './service-record.dto';
import { ServiceRecord } from './service-record.entity';

class RecordParams {
  @Id() recordId: string;
}

export class AnomalyView {
  @OneOf(['SAME_MINUTE', 'LONG_DAY', 'BULK_PAST']) kind: string;
  @Output() organizationId: string;
  @Output() organizationName: string;
  @Nullable() @Output() activityId: string | null;
  @Nullable() @Output() activityTitle: string | null;
  @Output('YYYY-MM-DD') day: string;
  @OutputNumber() records: number;
  @OutputNumber() minutes: number;
  @Output() sentence: string;
}

export class AnomaliesView {
  @ListOf(() => AnomalyView, 150) items: AnomalyView[];
}

export interface CorrectionRoutesNeeds {
  database: Database;
  publicity: PublicityService;
  anomalies: Anomalies;
}

/** What units find and correct in the book of hours (R38, R39). */
export function correctionRoutes(api: Api, { database, publicity, anomalies }: CorrectionRoutesNeeds): void {
  api.unit.get(
    '/service-anomalies',
    { summary: '异常时长', query: AnomalyQuery, returns: AnomaliesView },
    async ({ actor, query }) => ({ items: await anomalies.list(actor, query.days) }),
  );

  api.unit.post(
    '/service-records/:recordId/voiding',
    { summary: '作废时长', params: RecordParams, body: CorrectionForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => publicity.voidAsUnit(tx, actor, params.recordId, body.reason)),
  );

  api.unit.post(
    '/service-records/:recordId/restoration',
    { summary: '恢复作废的时长', params: RecordParams, body: CorrectionForm },
    async ({ actor, params: { recordId }, body }) => {
      const record = await database.manager.findOneBy(ServiceRecord, { id: recordId });
      await database.transaction(async (tx) => {
        if (record) await lockRow(tx, Volunteer, record.volunteerId);
        await publicity.restoreAsUnit(tx, actor, recordId, body.reason);
      });
    },
  );
}
