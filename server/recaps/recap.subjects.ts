import type { ActivityService } from '../activities';
import type { OrganizationService } from '../organizations';
import type { Reader } from '../platform/database';
import type { Page } from '../platform/http';
import type { Recap } from './recap.entity';
import type { RecapSubject } from './recap.view';

/** Adds to recaps what they are about, with one query per kind however many there are. */
export class RecapSubjects {
  constructor(
    private readonly activities: ActivityService,
    private readonly organizations: OrganizationService,
  ) {}

  async of(reader: Reader, recaps: readonly Recap[]): Promise<RecapSubject[]> {
    const activities = await this.activities.findActivities(
      reader,
      recaps.map((recap) => recap.activityId),
    );
    const organizations = await this.organizations.findOrganizations(
      reader,
      recaps.map((recap) => recap.organizationId),
    );
    return recaps.map((recap) => ({
      recap,
      activity: activities.get(recap.activityId)!,
      organization: organizations.get(recap.organizationId)!,
    }));
  }

  async ofOne(reader: Reader, recap: Recap): Promise<RecapSubject> {
    return (await this.of(reader, [recap]))[0]!;
  }

  async ofPage<V>(reader: Reader, page: Page<Recap>, view: (subject: RecapSubject) => V): Promise<Page<V>> {
    return { items: (await this.of(reader, page.items)).map(view), next: page.next };
  }
}
