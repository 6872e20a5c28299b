import type { Database } from '../platform/database';
import { type Api, Id, ListOf, Output } from '../platform/http';
import type { GuardianService } from './guardian.service';
import { GuardianConsentForm } from './volunteer.dto';

class WardParams {
  @Id() volunteerId: string;
}

/** A minor for whom the reader consented. */
class WardView {
  @Output() id: string;
  @Output() number: string;
  @Output() name: string;
}

class WardsView {
  @ListOf(() => WardView, 50) wards: WardView[];
}

export function guardianRoutes(
  api: Api,
  { database, guardians }: { database: Database; guardians: GuardianService },
): void {
  api.volunteer.post(
    '/guardian-consents',
    { summary: '监护人同意', body: GuardianConsentForm },
    ({ actor, body }) => database.transaction((tx) => guardians.consent(tx, actor, body)),
  );

  api.volunteer.get('/wards', { summary: '我同意过的未成年人', returns: WardsView }, async ({ actor }) => ({
    wards: (await guardians.listWards(database, actor)).map(({ id, number, name }) => ({ id, number, name })),
  }));

  api.volunteer.post(
    '/wards/:volunteerId/withdrawal',
    { summary: '监护人撤回同意', params: WardParams },
    ({ actor, params }) => database.transaction((tx) => guardians.withdraw(tx, actor, params.volunteerId)),
  );
}
