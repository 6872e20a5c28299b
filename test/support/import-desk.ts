import type { Answer } from './client';
import { type UploadChoices, upload } from './imports';
import type { Person } from './person';
import type { TestOrganization } from './staff';
import { createWorld, type World, type WorldOptions } from './world';

/** What an import officer does with lists; each step waits until the work behind it is done. */
export class ImportDesk {
  constructor(
    private readonly world: Pick<World, 'settle'>,
    readonly officer: Person,
  ) {}

  /** Uploads and waits until it is checked. @returns the id */
  async checked(file: Buffer | readonly (readonly string[])[], choices?: UploadChoices): Promise<string> {
    const { id } = (await upload(this.officer, file, choices)).expect(201);
    await this.world.settle();
    return id;
  }

  /** Uploads, checks and confirms. @returns the id */
  async imported(file: Buffer | readonly (readonly string[])[], choices?: UploadChoices): Promise<string> {
    const id = await this.checked(file, choices);
    await this.confirm(id);
    return id;
  }

  async see(id: string): Promise<Answer['body']> {
    return (await this.officer.get(`/api/unit/imports/${id}`)).expect(200);
  }

  /** @returns row, column and code of each */
  async issuesOf(id: string): Promise<unknown[][]> {
    const { items } = (await this.officer.get(`/api/unit/imports/${id}/issues?limit=50`)).expect(200);
    return items.map(({ rowNumber, column, code }: Record<string, unknown>) => [rowNumber, column, code]);
  }

  async confirm(id: string): Promise<void> {
    (await this.officer.post(`/api/unit/imports/${id}/confirmation`)).expect(204);
    await this.world.settle();
  }

  async rollBack(id: string): Promise<void> {
    (await this.officer.post(`/api/unit/imports/${id}/rollback`)).expect(204);
    await this.world.settle();
  }
}

/** A product with who registers collectively at work: for the whole country and for 朝阳区, whose team has a name to list. */
export interface ImportStage {
  world: World;
  officer: Person;
  county: Person;
  desk: ImportDesk;
  countyDesk: ImportDesk;
  team: TestOrganization;
}

export async function setImportStage(choices?: WorldOptions): Promise<ImportStage> {
  const world = await createWorld(choices);
  const officer = await world.staff.importOfficer();
  const county = await world.officer('110105');
  const admin = await world.person('队长').register();
  return {
    ...{ world, officer, county },
    desk: new ImportDesk(world, officer),
    countyDesk: new ImportDesk(world, county),
    team: await world.organization({ admin, name: '朝阳科普队' }),
  };
}
