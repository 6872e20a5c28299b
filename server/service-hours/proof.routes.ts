import type { MembershipService } from '../memberships';
import type { OrganizationService, RightsService } from '../organizations';
import type { Database } from '../platform/database';
import { ensure, missing } from '../platform/fault';
import type { FileStore } from '../platform/files';
import { type Api, FileAnswer, Id, QueryInt } from '../platform/http';
import type { ServiceRecord } from './service-record.entity';
import type { ServiceRecordService } from './service-record.service';

class RecordProofParams {
  @Id() recordId: string;
  /** which of the files, from 0 */
  @QueryInt(0, 5) place: number;
}

export interface ProofRoutesNeeds {
  database: Database;
  records: ServiceRecordService;
  memberships: MembershipService;
  organizations: OrganizationService;
  rights: RightsService;
  privateFiles: FileStore;
}

/** What proves a retroactive entry, for those who review it only: sign-in sheets name people (R25, R63). */
export function proofRoutes(api: Api, needs: ProofRoutesNeeds): void {
  const { database, records, memberships, organizations, rights, privateFiles } = needs;
  const endpoint = { summary: '查看补录证明', params: RecordProofParams, returns: FileAnswer };

  const answer = async ({ proof }: ServiceRecord, place: number): Promise<FileAnswer> => {
    const file = proof?.[place] ? await privateFiles.read(proof[place]) : null;
    ensure(file, missing('proof_not_found', '没有找到这份证明，请刷新列表。'));
    return { content: file.bytes, type: file.type };
  };

  api.organizer.get('/service-records/:recordId/proofs/:place', endpoint, async ({ actor, params }) => {
    const record = await records.findRecord(database, params.recordId);
    await memberships.requireAdmin(database, actor, record.organizationId);
    return answer(record, params.place);
  });

  api.unit.get('/service-records/:recordId/proofs/:place', endpoint, async ({ actor, params }) => {
    const record = await records.findRecord(database, params.recordId);
    const organization = await organizations.findOrganization(database, record.organizationId);
    await rights.requireScope(database, actor, organization);
    return answer(record, params.place);
  });
}
