import {
  type QueryRunner,
  Table,
  TableColumn,
  type TableColumnOptions,
  TableIndex,
  TableUnique,
} from 'typeorm';

/**
 * Columns by what they mean, the counterpart of `server/platform/database/columns.ts`: the same words, the same types
 * on both engines. A migration is history, so these functions are only added to, never changed.
 */
type Extra = Pick<TableColumnOptions, 'isNullable' | 'isPrimary' | 'default'>;

const column =
  (type: string) =>
  (name: string, extra: Extra = {}): TableColumnOptions => ({ name, type, ...extra });

export const nullable: Extra = { isNullable: true };
export const primary: Extra = { isPrimary: true };

export const text = (name: string, length: number, extra: Extra = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...extra,
});
export const ref = (name: string, extra: Extra = {}): TableColumnOptions => text(name, 26, extra);
export const id = (): TableColumnOptions => ref('id', primary);
export const day = (name: string, extra: Extra = {}): TableColumnOptions => text(name, 10, extra);
export const longText = column('text');
export const json = column('text');
export const int = column('int');
export const bigCount = column('bigint');
export const flag = column('boolean');
export const degrees = column('double');
export const instant = (name: string, extra: Extra = {}): TableColumnOptions => ({
  name,
  type: 'datetime',
  precision: 3,
  ...extra,
});

/** `int` is the one type that the two engines spell differently. */
const spelledFor = (runner: QueryRunner, column: TableColumnOptions): TableColumnOptions =>
  column.type === 'int' && runner.connection.options.type !== 'mysql'
    ? { ...column, type: 'integer' }
    : column;

/** A column to add to a table that exists. */
export const columnFor = (runner: QueryRunner, column: TableColumnOptions): TableColumn =>
  new TableColumn(spelledFor(runner, column));

interface Keys {
  /** name → columns */
  uniques?: Record<string, string[]>;
  /** name → columns */
  indices?: Record<string, string[]>;
}

/** Creates a table with named unique keys and indices. */
export async function createTable(
  runner: QueryRunner,
  name: string,
  columns: TableColumnOptions[],
  { uniques = {}, indices = {} }: Keys = {},
): Promise<void> {
  const keys = (named: Record<string, string[]>) =>
    Object.entries(named).map(([keyName, columnNames]) => ({ name: keyName, columnNames }));
  await runner.createTable(
    new Table({
      name,
      columns: columns.map((each) => spelledFor(runner, each)),
      uniques: keys(uniques),
      indices: keys(indices),
    }),
  );
}

/** Drops tables, last created first. */
export async function dropTables(runner: QueryRunner, ...names: string[]): Promise<void> {
  for (const name of names.reverse()) await runner.dropTable(name);
}

/** Adds a named unique key to a table that exists: a constraint to one engine, an index to the other. */
export async function addUnique(
  runner: QueryRunner,
  table: string,
  name: string,
  ...columnNames: string[]
): Promise<void> {
  if (runner.connection.options.type === 'mysql')
    await runner.createIndex(table, new TableIndex({ name, columnNames, isUnique: true }));
  else await runner.createUniqueConstraint(table, new TableUnique({ name, columnNames }));
}

export async function dropUnique(runner: QueryRunner, table: string, name: string): Promise<void> {
  if (runner.connection.options.type === 'mysql') await runner.dropIndex(table, name);
  else await runner.dropUniqueConstraint(table, name);
}
