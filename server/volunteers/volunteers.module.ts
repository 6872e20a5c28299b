import type { Parts } from '../platform/parts';
import type { Wechat } from '../wechat';
import { AccountService } from './account.service';
import { Arrivals } from './arrivals';
import { childRoutes } from './child.routes';
import { ChildService } from './child.service';
import { claimRoutes } from './claim.routes';
import { ClaimService } from './claim.service';
import { ClaimRequestService } from './claim-request.service';
import { ConsentService } from './consent.service';
import { DeregistrationService } from './deregistration.service';
import { EnrolmentService } from './enrolment.service';
import { followFollowers } from './followers';
import { guardianRoutes } from './guardian.routes';
import { GuardianService } from './guardian.service';
import { IdentityVault } from './identity-vault';
import { oversightRoutes } from './oversight.routes';
import { OversightService } from './oversight.service';
import { ownIdentity } from './own-identity';
import { profileRoutes } from './profile.routes';
import { ProfileService } from './profile.service';
import { RegistrationService } from './registration.service';
import type { Volunteer } from './volunteer.entity';
import { volunteerRoutes } from './volunteer.routes';
import { VolunteerService } from './volunteer.service';
import { volunteerView } from './volunteer.view';

export interface Volunteers {
  accounts: AccountService;
  volunteers: VolunteerService;
  consents: ConsentService;
  enrolment: EnrolmentService;
  requests: ClaimRequestService;
}

/** Makes the module's services and hangs its routes, handlers, jobs and schedules. */
export function volunteersModule(parts: Parts, wechat: Wechat): Volunteers {
  const { config, database, cache, clock, personalData, audit, ownData, jobs, api } = parts;
  const { policy } = config;
  const vault = new IdentityVault(personalData);
  const accounts = new AccountService(database, clock, personalData);
  const volunteers = new VolunteerService(vault);
  const consents = new ConsentService(policy, clock);
  const arrivals = new Arrivals(consents);
  const claims = new ClaimService(accounts, consents, arrivals, vault, cache, policy, clock);
  const requests = new ClaimRequestService(accounts, consents, arrivals, claims, vault, audit, clock);
  const registrations = new RegistrationService(accounts, consents, arrivals, claims, vault, clock);
  const guardians = new GuardianService(accounts, consents, vault, clock);
  const profiles = new ProfileService(vault, audit);
  const deregistrations = new DeregistrationService(volunteers, audit, policy, clock);
  const children = new ChildService(accounts, consents, claims, vault, clock);
  const oversight = new OversightService(volunteers, vault, audit);
  const enrolment = new EnrolmentService(vault, clock);
  const view = (volunteer: Volunteer) => volunteerView(volunteer, vault.plain(volunteer));

  const { agreementVersion } = policy;
  volunteerRoutes(api, { database, wechat, accounts, volunteers, registrations, view, agreementVersion });
  guardianRoutes(api, { database, guardians });
  claimRoutes(api, { database, claims, requests, view });
  profileRoutes(api, {
    database,
    wechat,
    audit,
    ownData,
    profiles,
    registrations,
    consents,
    deregistrations,
  });
  childRoutes(api, { database, children, view });
  oversightRoutes(api, { database, volunteers, oversight, view });
  ownIdentity(ownData, volunteers, consents);
  followFollowers(parts, wechat, accounts);
  jobs.schedule('sessions.tidy', '17 3 * * *', () => database.transaction((tx) => accounts.tidySessions(tx)));
  jobs.schedule('volunteers.erase', '37 * * * *', () => deregistrations.eraseDue(database));
  return { accounts, volunteers, consents, enrolment, requests };
}
