import { parseArgs } from 'node:util';
import { APPOINTMENT_ROLES, type AppointmentRole } from '../server/organizations/appointment.entity';
import { AppointmentService } from '../server/organizations/appointment.service';
import { Organization } from '../server/organizations/organization.entity';
import { nameKeyOf } from '../server/organizations/organization.rules';
import { unitNameOf } from '../server/organizations/seed';
import { Audit } from '../server/platform/audit';
import { systemClock } from '../server/platform/clock';
import { PersonalData } from '../server/platform/crypto/personal-data';
import { Database, type Reader } from '../server/platform/database';
import { findArea } from '../server/reference';
import { IdentityVault } from '../server/volunteers/identity-vault';
import { VolunteerService } from '../server/volunteers/volunteer.service';
import { UsageError, withDatabase } from './with-database';

const USAGE = `usage: appoint --number V… --role ${APPOINTMENT_ROLES.join('|')} [--unit <area code, 000000 for the national unit>]`;

/** `npm run appoint`: gives a role from the command line, above all to the first platform admin. */
withDatabase(async (dataSource, config) => {
  const { number, role, unit } = readArguments();
  const database = new Database(dataSource, systemClock);
  const audit = new Audit(systemClock);
  const volunteers = new VolunteerService(new IdentityVault(new PersonalData(config.secrets)));
  const appointments = new AppointmentService(volunteers, audit, systemClock);
  const unitId = unit === undefined ? undefined : await unitIdOf(database, unit);
  await database.transaction((tx) =>
    appointments.appoint(tx, null, { volunteerNumber: number, role, ...(unitId ? { unitId } : {}) }),
  );
  console.log(`${number} is now ${role}${unit ? ` of ${unitNameOf(unit)}` : ''}`);
});

function readArguments(): { number: string; role: AppointmentRole; unit: string | undefined } {
  try {
    const { values } = parseArgs({
      options: { number: { type: 'string' }, role: { type: 'string' }, unit: { type: 'string' } },
    });
    const { number, unit } = values;
    const role = APPOINTMENT_ROLES.find((each) => each === values.role);
    if (number && role) return { number, role, unit };
  } catch {
    // an unknown option: the usage says which there are
  }
  throw new UsageError(USAGE);
}

async function unitIdOf({ manager }: Reader, areaCode: string): Promise<string> {
  const known = areaCode === '000000' || findArea(areaCode);
  const unit =
    known &&
    (await manager.findOneBy(Organization, { nameKey: nameKeyOf(unitNameOf(areaCode)), kind: 'CAST_UNIT' }));
  if (!unit) throw new UsageError(`no CAST unit for area ${areaCode}; npm run db:seed brings them in`);
  return unit.id;
}
