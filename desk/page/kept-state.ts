import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Somebody new whom the page made. The ID number belongs to nobody; the guide offers it for registering. */
export interface FreshPerson {
  id: string;
  nickname: string;
  phone: string;
  documentNumber: string;
}

interface Kept {
  /** Milliseconds that the clocks were moved ahead. */
  aheadMs: number;
  people: FreshPerson[];
}

/**
 * What the desk must still know after a restart, because the product's database still does: how far time was moved, and
 * who the new people are. Without it an activity could begin a second time.
 */
export class KeptState {
  private readonly file: string;
  private kept: Kept = { aheadMs: 0, people: [] };

  /** @param folder the product's data folder; made when missing */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'desk.json');
    if (existsSync(this.file)) this.kept = JSON.parse(readFileSync(this.file, 'utf8')) as Kept;
  }

  get aheadMs(): number {
    return this.kept.aheadMs;
  }

  get people(): readonly FreshPerson[] {
    return this.kept.people;
  }

  addPerson(person: FreshPerson): void {
    this.keep({ people: [...this.kept.people, person] });
  }

  moved(ms: number): void {
    this.keep({ aheadMs: this.kept.aheadMs + ms });
  }

  private keep(changes: Partial<Kept>): void {
    this.kept = { ...this.kept, ...changes };
    writeFileSync(this.file, JSON.stringify(this.kept, null, 2));
  }
}
