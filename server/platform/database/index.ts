/** The database as modules see it: transactions with events, conditional writes, portable columns. */
export * from './columns';
export { createDataSource, type DataSourceParts } from './data-source';
export { Database, insertRows, type Reader, TryAgain, type Tx } from './database';
export { lockRow, lockRows } from './locks';
export { changeExactlyOne, refusingDuplicates, violatedKey } from './refusals';
