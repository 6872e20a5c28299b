import { maskIdNumber, maskPhone } from '../platform/crypto/personal-data';
import { Flag, Instant, ListOf, Nested, Nullable, Output } from '../platform/http';
import { areaFullName } from '../reference';
import type { ClaimRequest } from './claim-request.entity';
import type { Candidate } from './claim-request.service';
import type { PlainIdentity } from './identity-vault';

/** A request as its owner sees it. */
export class OwnClaimRequestView {
  @Output() id: string;
  @Output() state: string;
  @Nullable() @Output() reason: string | null;
  @Instant() createdAt: Date;
  @Nullable() @Instant() decidedAt: Date | null;
}

export class OwnClaimView {
  @Nullable() @Nested(() => OwnClaimRequestView) request: OwnClaimRequestView | null;
}

export class ClaimRequestItem {
  @Output() id: string;
  @Output() name: string;
  @Output() documentType: string;
  /** masked; null once decided */
  @Nullable() @Output() documentNumber: string | null;
  @Nullable() @Output() phone: string | null;
  @Nullable() @Output() remark: string | null;
  @Output() state: string;
  @Instant() createdAt: Date;
}

export class FitView {
  @Flag() name: boolean;
  @Flag() document: boolean;
  @Flag() phone: boolean;
}

/** A record that a request may mean; personal numbers masked (R60). */
export class CandidateView {
  @Output() id: string;
  @Output() number: string;
  @Output() name: string;
  @Output() documentNumber: string;
  @Output() phone: string;
  @Output() areaName: string;
  @Output() source: string;
  @Nullable() @Output() legacyNumber: string | null;
  @Output() state: string;
  @Nested(() => FitView) fit: FitView;
}

export class ClaimRequestView extends ClaimRequestItem {
  @ListOf(() => CandidateView, 201) candidates: CandidateView[];
  /** false where others may have to decide as well */
  @Flag() mayReject: boolean;
}

export const ownClaimView = (request: ClaimRequest | null): OwnClaimView => ({
  request: request && {
    id: request.id,
    state: request.state,
    reason: request.reason,
    createdAt: request.createdAt,
    decidedAt: request.decidedAt,
  },
});

export const claimRequestItem = (request: ClaimRequest, plain: PlainIdentity | null): ClaimRequestItem => ({
  id: request.id,
  name: request.name,
  documentType: request.documentType,
  documentNumber: plain && maskIdNumber(plain.documentNumber),
  phone: plain && maskPhone(plain.phone),
  remark: request.remark,
  state: request.state,
  createdAt: request.createdAt,
});

export const claimRequestView = (
  request: ClaimRequest,
  plain: PlainIdentity | null,
  candidates: Candidate[],
  mayReject = true,
): ClaimRequestView => ({
  ...claimRequestItem(request, plain),
  candidates: candidates.map(candidateView),
  mayReject,
});

const candidateView = ({ volunteer, plain, fit }: Candidate): CandidateView => ({
  id: volunteer.id,
  number: volunteer.number,
  name: volunteer.name,
  documentNumber: maskIdNumber(plain.documentNumber),
  phone: maskPhone(plain.phone),
  areaName: areaFullName(volunteer.areaCode),
  source: volunteer.source,
  legacyNumber: volunteer.legacyNumber,
  state: volunteer.state,
  fit,
});
