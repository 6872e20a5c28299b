import { Flag, Instant, ListOf, OneOf, Output, Texts } from '../platform/http';
import type { OwnDataTable } from '../platform/own-data';
import { CHOSEN_CONSENTS, type ChosenConsent, CONSENT_KINDS, type Consent } from './consent.entity';

/** The latest decision about one thing that people may agree to. */
export class ConsentView {
  @OneOf(CONSENT_KINDS) kind: string;
  @Flag() granted: boolean;
  @Output() version: string;
  @Instant() at: Date;
  /** false: without it there is no account */
  @Flag() withdrawable: boolean;
}

export class ConsentsView {
  @ListOf(() => ConsentView, 10) consents: ConsentView[];
}

export class OwnDataRow {
  @Texts(20, 10_000) cells: string[];
}

export class OwnDataTableView {
  @Output() title: string;
  @Texts(20, 40) columns: string[];
  @ListOf(() => OwnDataRow, 2_000) rows: OwnDataRow[];
}

/** Everything that is kept about somebody, as tables; document and phone masked as everywhere (R60). */
export class OwnDataView {
  @Instant() asOf: Date;
  @ListOf(() => OwnDataTableView, 40) tables: OwnDataTableView[];
}

const isChosen = (kind: string): kind is ChosenConsent =>
  (CHOSEN_CONSENTS as readonly string[]).includes(kind);

/** Things that were never decided are not agreed to. */
export function consentsView(decided: Consent[]): ConsentsView {
  return {
    consents: decided.map(({ kind, decision, version, at }) => ({
      kind,
      granted: decision === 'GRANTED',
      version,
      at,
      withdrawable: isChosen(kind),
    })),
  };
}

export const ownDataView = (tables: OwnDataTable[], asOf: Date): OwnDataView => ({
  asOf,
  tables: tables.map(({ title, columns, rows }) => ({
    title,
    columns: [...columns],
    rows: rows.map((cells) => ({ cells })),
  })),
});
