import type { Reader } from './database';

export type Cell = string | number | null;

/** What one module holds about a person, as a table that the person can read. */
export interface OwnDataSection {
  /** Chinese, e.g. `报名` */
  title: string;
  /** Chinese column names */
  columns: readonly string[];
  /** @param limit rows that are read at most, newest first */
  rows(reader: Reader, volunteerId: string, limit: number): Promise<Cell[][]>;
}

export interface OwnDataTable {
  title: string;
  columns: readonly string[];
  rows: string[][];
}

const MOST_ROWS = 2_000;

/**
 * The copy that people may have of their data (R61). Each module hangs its section here when it is wired, so a copy is
 * as complete as the product, and no module knows another for it.
 */
export class OwnData {
  private readonly sections: OwnDataSection[] = [];

  section(section: OwnDataSection): void {
    this.sections.push(section);
  }

  async copyOf(reader: Reader, volunteerId: string): Promise<OwnDataTable[]> {
    const tables: OwnDataTable[] = [];
    for (const { title, columns, rows } of this.sections) {
      const cells = await rows(reader, volunteerId, MOST_ROWS);
      tables.push({ title, columns, rows: cells.map((row) => row.map((cell) => String(cell ?? ''))) });
    }
    return tables;
  }
}
