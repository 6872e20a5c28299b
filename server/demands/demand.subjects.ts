import type { OrganizationService } from '../organizations';
import type { Reader } from '../platform/database';
import type { Page } from '../platform/http';
import type { Demand } from './demand.entity';
import type { DemandService } from './demand.service';
import { type DemandCard, type DemandFileView, demandCard, demandFileView } from './demand.view';

/** Adds to demands whom they concern, with one query per kind however many there are. */
export class DemandSubjects {
  constructor(
    private readonly demands: DemandService,
    private readonly organizations: OrganizationService,
  ) {}

  async cards(reader: Reader, { items, next }: Page<Demand>): Promise<Page<DemandCard>> {
    const around = await this.organizations.findOrganizations(reader, mentioned(items));
    return { items: items.map((demand) => demandCard(demand, around)), next };
  }

  /** @param forOrganizationId an organization that looks: what others did about the demand is not its business */
  async file(reader: Reader, demand: Demand, forOrganizationId?: string): Promise<DemandFileView> {
    const all = await this.demands.listTrail(reader, demand.id);
    const trail = all.filter(
      ({ organizationId }) =>
        !forOrganizationId || organizationId === null || organizationId === forOrganizationId,
    );
    const organizations = await this.organizations.findOrganizations(reader, mentioned([demand, ...trail]));
    return demandFileView(demand, { phone: this.demands.plainPhone(demand), trail, organizations });
  }
}

const mentioned = (rows: readonly { organizationId: string | null }[]): string[] =>
  rows.flatMap(({ organizationId }) => organizationId ?? []);
