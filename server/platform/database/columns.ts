import { Column, type ColumnOptions, PrimaryColumn } from 'typeorm';

/**
 * The column types that exist on both engines, by what they mean. Types are explicit because no runner
 * we use emits decorator metadata. `char` and `json` are avoided: SQLite's driver does not know them.
 */
const ID = { type: 'varchar', length: 26 } as const;

type Extra = Pick<ColumnOptions, 'nullable' | 'default' | 'select' | 'update'>;

/** Primary key: a ULID. */
export const IdColumn = (): PropertyDecorator => PrimaryColumn(ID);
/** The id of a row elsewhere; across modules there are no ORM relations. */
export const RefColumn = (extra: Extra = {}): PropertyDecorator => Column({ ...ID, ...extra });
/** A member of a string union: states, kinds, codes. */
export const CodeColumn = (length = 32, extra: Extra = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, ...extra });
/** Text with a bound known to the input form. */
export const TextColumn = (length: number, extra: Extra = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, ...extra });
/** Text up to 64 KB. */
export const LongTextColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'text', ...extra });
/** A UTC instant with milliseconds. */
export const InstantColumn = (extra: Extra = {}): PropertyDecorator =>
  Column({ type: 'datetime', precision: 3, ...extra });
/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const DayColumn = (extra: Extra = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 10, ...extra });
/** A whole number: minutes, places, counts, fen, versions. */
export const IntColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'int', ...extra });
/** A sum that outgrows 32 bits, e.g. the minutes of the whole country; exact up to 2^53. */
export const BigCountColumn = (extra: Extra = {}): PropertyDecorator =>
  Column({ type: 'bigint', transformer: { to: (value) => value, from: Number }, ...extra });
export const FlagColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'boolean', ...extra });
/** Degrees of latitude or longitude. */
export const DegreesColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'double', ...extra });
/** A small plain value stored as JSON text. */
export const JsonColumn = (extra: Extra = {}): PropertyDecorator => Column({ type: 'simple-json', ...extra });
