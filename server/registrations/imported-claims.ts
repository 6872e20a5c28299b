import { In, type SelectQueryBuilder } from 'typeorm';
import type { RegisteredActor } from '../platform/actor';
import type { Reader, Tx } from '../platform/database';
import { ensure, forbidden, invalid, missing } from '../platform/fault';
import {
  type Candidate,
  type ClaimDecisionForm,
  ClaimRequest,
  type ClaimRequestService,
  Volunteer,
} from '../volunteers';
import { ImportBatch } from './import-batch.entity';
import { ImportResult } from './import-row.entity';
import type { ImportScope } from './import-scope';

const claimNotTheirs = missing(
  'claim_request_not_found',
  '没有找到这份人工核对，它可能已经处理，或不涉及您所在科协导入的人。',
);
const claimOfOthers = forbidden(
  'claim_of_others',
  '这份核对还可能是别的单位导入的人，或已经在使用平台的人，请由平台管理员决定不通过。',
);

/** A claim as the officers of an import may decide it. */
export interface ImportedClaim {
  request: ClaimRequest;
  /** those of the records it may mean that their imports made and nobody claimed */
  candidates: Candidate[];
  /** it means nothing else: then they may also say that it is none of these */
  mayReject: boolean;
}

/**
 * Claims that phone, name and ID do not prove, for who brought the people in (R62): an officer decides about records that
 * an import of their unit made and nobody has claimed. Accounts in use, and records of others, are the platform's.
 */
export class ImportedClaims {
  constructor(
    private readonly scope: ImportScope,
    private readonly requests: ClaimRequestService,
  ) {}

  /** @throws Fault forbidden `not_import_officer` */
  async list(reader: Reader, actor: RegisteredActor): Promise<SelectQueryBuilder<ClaimRequest>> {
    const units = await this.scope.visibleUnits(reader, actor);
    const query = reader.manager
      .createQueryBuilder(ClaimRequest, 'request')
      .where("request.state = 'PENDING'");
    const made = (by: 'documentIndex' | 'claimPhoneIndex', asked: 'documentIndex' | 'phoneIndex') => {
      const people = query
        .subQuery()
        .select('1')
        .from(Volunteer, 'person')
        .innerJoin(ImportResult, 'result', 'result.volunteerId = person.id')
        .innerJoin(ImportBatch, 'batch', 'batch.id = result.batchId')
        .where(`person.${by} = request.${asked} AND person.state = 'UNCLAIMED'`)
        .andWhere("result.made IN ('PERSON', 'BOTH')");
      if (units) people.andWhere('batch.unitId IN (:...units)');
      return `EXISTS ${people.getQuery()}`;
    };
    query.andWhere(`(${made('documentIndex', 'documentIndex')} OR ${made('claimPhoneIndex', 'phoneIndex')})`);
    return units ? query.setParameters({ units }) : query;
  }

  /** @throws Fault missing `claim_request_not_found`, also for what is not theirs to see */
  async find(reader: Reader, actor: RegisteredActor, requestId: string): Promise<ImportedClaim> {
    const units = await this.scope.visibleUnits(reader, actor);
    const request = await this.requests.find(reader, requestId);
    const all = await this.requests.candidatesOf(reader, request);
    const own = await this.madeBy(reader, units, all);
    const candidates = all.filter(({ volunteer }) => own.has(volunteer.id));
    ensure(candidates.length > 0, claimNotTheirs);
    return { request, candidates, mayReject: candidates.length === all.length };
  }

  /** As `ClaimRequestService.decide`. @throws Fault also invalid `not_a_candidate`; forbidden `claim_of_others` */
  async decide(tx: Tx, actor: RegisteredActor, requestId: string, form: ClaimDecisionForm): Promise<void> {
    const { candidates, mayReject } = await this.find(tx, actor, requestId);
    if (form.decision === 'REJECT') ensure(mayReject, claimOfOthers);
    else {
      const own = candidates.some(({ volunteer }) => volunteer.id === form.volunteerId);
      ensure(own, invalid('not_a_candidate', '请从列出的登记中选择一份。', { field: 'volunteerId' }));
    }
    await this.requests.decide(tx, actor, requestId, form);
  }

  private async madeBy(
    { manager }: Reader,
    units: string[] | null,
    candidates: readonly Candidate[],
  ): Promise<Set<string>> {
    const ids = candidates.flatMap(({ volunteer: { id, state } }) => (state === 'UNCLAIMED' ? [id] : []));
    if (ids.length === 0) return new Set();
    const query = manager
      .createQueryBuilder(ImportResult, 'result')
      .innerJoin(ImportBatch, 'batch', 'batch.id = result.batchId')
      .where({ volunteerId: In(ids), made: In(['PERSON', 'BOTH']) });
    if (units) query.andWhere('batch.unitId IN (:...units)', { units });
    return new Set((await query.getMany()).flatMap(({ volunteerId }) => volunteerId ?? []));
  }
}
