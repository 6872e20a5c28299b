import type { PersonalData } from '../platform/crypto/personal-data';
import type { SheetCell } from '../platform/sheets';
import type { MappedColumn } from './header.rules';
import type { ImportRow } from './import-row.entity';
import type { RowCells } from './row-reader';

/** The cells of a row as they are kept: encrypted, because they hold ID numbers and phones in plain (R60). */
export class SealedCells {
  constructor(private readonly personalData: PersonalData) {}

  seal = (cells: readonly SheetCell[]): string =>
    this.personalData.encrypt('import-row', JSON.stringify(cells));

  open = ({ cells }: Pick<ImportRow, 'cells'>): SheetCell[] =>
    cells === null ? [] : (JSON.parse(this.personalData.decrypt('import-row', cells)) as SheetCell[]);

  /** @returns the cells by what the mapping says they hold */
  read(row: Pick<ImportRow, 'cells'>, columns: readonly MappedColumn[]): RowCells {
    const cells = this.open(row);
    const byField: RowCells = {};
    for (const { index, field } of columns) {
      const cell = cells[index];
      if (field !== null && cell !== undefined && cell !== '') byField[field as keyof RowCells] = cell;
    }
    return byField;
  }
}
