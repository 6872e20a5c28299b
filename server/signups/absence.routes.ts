import type { Database } from '../platform/database';
import { type Api, Id } from '../platform/http';
import type { AbsenceService } from './absence.service';
import { CancellationForm, ExcuseDecisionForm } from './signup.dto';
import { SignUpView, signUpView } from './signup.view';

class SignUpParams {
  @Id() signUpId: string;
}

/** Not having been there, and what is said about it. */
export function absenceRoutes(
  api: Api,
  { database, absences }: { database: Database; absences: AbsenceService },
): void {
  api.organizer.post(
    '/signups/:signUpId/no-show',
    { summary: '登记未到场', params: SignUpParams },
    ({ actor, params }) => database.transaction((tx) => absences.noteNoShow(tx, actor, params.signUpId)),
  );

  api.organizer.post(
    '/signups/:signUpId/excuse-decision',
    { summary: '处理未到场说明', params: SignUpParams, body: ExcuseDecisionForm },
    ({ actor, params, body }) =>
      database.transaction((tx) => absences.decide(tx, actor, params.signUpId, body)),
  );

  api.volunteer.post(
    '/signups/:signUpId/excuse',
    { summary: '说明未到场的原因', params: SignUpParams, body: CancellationForm, returns: SignUpView },
    async ({ actor, params, body }) =>
      signUpView(
        await database.transaction((tx) => absences.excuse(tx, actor, params.signUpId, body.reason)),
      ),
  );
}
