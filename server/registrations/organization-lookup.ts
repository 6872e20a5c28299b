import { In } from 'typeorm';
import { nameKeyOf, Organization } from '../organizations';
import type { Reader } from '../platform/database';

export type LookupFault = 'organization_unknown' | 'organization_inactive' | 'organization_out_of_scope';
export type Found = { organization: Organization } | { fault: LookupFault };

const REMEMBERED = 20_000;

/** Finds what lists write for an organization: its name, its number, or its number in the old system; within one scope. */
export class OrganizationLookup {
  private readonly known = new Map<string, Found>();

  /** @param unit whose subtree counts, null for everything */
  constructor(
    private readonly reader: Reader,
    private readonly unit: Organization | null,
  ) {}

  /** @returns by text as written */
  async find(texts: readonly string[]): Promise<Map<string, Found>> {
    const wanted = [...new Set(texts)].filter((text) => text !== '' && !this.known.has(text));
    if (this.known.size > REMEMBERED) this.known.clear();
    const rows = await this.search(wanted);
    for (const text of wanted) {
      const organization =
        rows.get(nameKeyOf(text)) ?? rows.get(text.toUpperCase()) ?? rows.get(officialKey(text));
      this.known.set(text, this.judge(organization));
    }
    return new Map(texts.flatMap((text) => (this.known.has(text) ? [[text, this.known.get(text)!]] : [])));
  }

  /** A list may name what stands above in the same list. */
  add(organization: Organization): void {
    this.known.set(organization.name, { organization });
  }

  private async search(texts: string[]): Promise<Map<string, Organization>> {
    if (texts.length === 0) return new Map();
    const keys = texts.flatMap((text) => [nameKeyOf(text), officialKey(text)]);
    const numbers = texts.map((text) => text.toUpperCase());
    const rows = await this.reader.manager.find(Organization, {
      where: [{ nameKey: In([...new Set(keys)]) }, { number: In(numbers) }, { legacyNumber: In(numbers) }],
    });
    const found = new Map<string, Organization>();
    for (const row of rows) {
      if (row.legacyNumber) found.set(row.legacyNumber.toUpperCase(), row);
      found.set(row.number, row);
      found.set(row.nameKey, row);
    }
    return found;
  }

  private judge(organization: Organization | undefined): Found {
    if (!organization) return { fault: 'organization_unknown' };
    if (organization.state !== 'ACTIVE') return { fault: 'organization_inactive' };
    return this.covers(organization) ? { organization } : { fault: 'organization_out_of_scope' };
  }

  /** The unit itself counts: a list hangs organizations directly below it. */
  private covers({ line, territoryPath, systemPath }: Organization): boolean {
    if (this.unit === null) return true;
    return line === 'TERRITORY'
      ? territoryPath.startsWith(this.unit.territoryPath)
      : systemPath.startsWith(this.unit.systemPath);
  }
}

/** People write 科协 for 科学技术协会. */
const officialKey = (text: string): string => nameKeyOf(text).replace(/科协$/, '科学技术协会');
