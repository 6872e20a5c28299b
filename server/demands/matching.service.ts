import { Activity } from '../activities';
import { Membership } from '../memberships';
import { Organization } from '../organizations';
import type { Reader } from '../platform/database';
import { Volunteer } from '../volunteers';
import { Demand } from './demand.entity';
import { DemandTrail } from './demand-step.entity';
import { type Candidate, type Match, rankOrganizations } from './matching.rules';

/** Organizations looked at per ring of the area, the most active first. */
const PER_RING = 60;
const PROPOSALS = 10;

type Row<K extends string> = { organizationId: string } & Record<K, string | number | null>;

/** Gathers what ranking needs to know, with a bounded number of bounded queries (R71). */
export class MatchingService {
  /** @returns the ten best, best first; organizations that declined this demand or let it run out are left out */
  async propose(reader: Reader, demand: Demand): Promise<Match[]> {
    const refused = await this.refusedBy(reader, demand.id);
    const organizations = (await this.nearby(reader, demand)).filter(({ id }) => !refused.has(id));
    if (organizations.length === 0) return [];
    const ids = organizations.map(({ id }) => id);
    const specialists = await this.specialists(reader, ids, demand.discipline);
    const experience = await this.experience(reader, ids, demand.category);
    const services = await this.services(reader, ids);
    const unanswered = await this.unanswered(reader, ids);
    const candidates = organizations.map(({ id, areaCode, categories }): Candidate => {
      const served = services.get(id);
      return {
        organizationId: id,
        areaCode,
        categories,
        specialists: Number(specialists.get(id)?.people ?? 0),
        activitiesOfCategory: Number(experience.get(id)?.activities ?? 0),
        demandsCompleted: Number(served?.completed ?? 0),
        demandsRated: Number(served?.rated ?? 0),
        ratingSum: Number(served?.ratingSum ?? 0),
        unanswered: Number(unanswered.get(id)?.times ?? 0),
      };
    });
    const fitting = rankOrganizations(demand, candidates).filter(({ score }) => score > 0);
    return fitting.slice(0, PROPOSALS);
  }

  /** County, city and province around the demand, and those of the whole country, each the most active ones. */
  private async nearby({ manager }: Reader, { areaCode }: Demand): Promise<Organization[]> {
    const found = new Map<string, Organization>();
    for (const digits of [6, 4, 2, 0]) {
      const query = manager
        .createQueryBuilder(Organization, 'organization')
        .where("organization.kind = 'ORGANIZATION' AND organization.state = 'ACTIVE'")
        .andWhere("organization.linkState <> 'UNLINKED'")
        .orderBy('organization.activityCount', 'DESC')
        .addOrderBy('organization.id')
        .limit(PER_RING);
      if (digits > 0)
        query.andWhere('organization.areaCode LIKE :area', { area: `${areaCode.slice(0, digits)}%` });
      for (const organization of await query.getMany()) found.set(organization.id, organization);
    }
    return [...found.values()];
  }

  private async refusedBy({ manager }: Reader, demandId: string): Promise<Set<string>> {
    const steps = await manager.findBy(DemandTrail, { demandId });
    const refusing = ['DECLINE', 'TIME_OUT', 'RELEASE'];
    return new Set(
      steps.flatMap(({ step, organizationId }) => (refusing.includes(step) ? (organizationId ?? []) : [])),
    );
  }

  private async specialists({ manager }: Reader, ids: string[], discipline: string | null) {
    if (!discipline) return new Map<string, Row<'people'>>();
    const rows = await manager
      .createQueryBuilder(Membership, 'membership')
      .innerJoin(Volunteer, 'volunteer', 'volunteer.id = membership.volunteerId')
      .select('membership.organizationId', 'organizationId')
      .addSelect('COUNT(*)', 'people')
      .where("membership.organizationId IN (:...ids) AND membership.state = 'ACTIVE'", { ids })
      // The profile is JSON text; the code stands in its list of disciplines.
      .andWhere('volunteer.profile LIKE :holding', { holding: `%"disciplines":[%"${discipline}"%]%` })
      .groupBy('membership.organizationId')
      .getRawMany<Row<'people'>>();
    return byOrganization(rows);
  }

  private async experience({ manager }: Reader, ids: string[], category: string) {
    const rows = await manager
      .createQueryBuilder(Activity, 'activity')
      .select('activity.organizationId', 'organizationId')
      .addSelect('COUNT(*)', 'activities')
      .where("activity.organizationId IN (:...ids) AND activity.state = 'CLOSED'", { ids })
      .andWhere('activity.category = :category', { category })
      .groupBy('activity.organizationId')
      .getRawMany<Row<'activities'>>();
    return byOrganization(rows);
  }

  private async services({ manager }: Reader, ids: string[]) {
    const rows = await manager
      .createQueryBuilder(Demand, 'demand')
      .select('demand.organizationId', 'organizationId')
      .addSelect('COUNT(*)', 'completed')
      .addSelect('COUNT(demand.rating)', 'rated')
      .addSelect('SUM(demand.rating)', 'ratingSum')
      .where("demand.organizationId IN (:...ids) AND demand.state IN ('COMPLETED', 'RATED')", { ids })
      .groupBy('demand.organizationId')
      .getRawMany<Row<'completed' | 'rated' | 'ratingSum'>>();
    return byOrganization(rows);
  }

  private async unanswered({ manager }: Reader, ids: string[]) {
    const rows = await manager
      .createQueryBuilder(DemandTrail, 'trail')
      .select('trail.organizationId', 'organizationId')
      .addSelect('COUNT(*)', 'times')
      .where("trail.organizationId IN (:...ids) AND trail.step = 'TIME_OUT'", { ids })
      .groupBy('trail.organizationId')
      .getRawMany<Row<'times'>>();
    return byOrganization(rows);
  }
}

const byOrganization = <R extends { organizationId: string }>(rows: R[]): Map<string, R> =>
  new Map(rows.map((row) => [row.organizationId, row]));
