import { maskIdNumber, maskPhone } from '../platform/crypto/personal-data';
import type { SheetCell } from '../platform/sheets';
import type { CodeTable } from '../reference';
import { readArea } from './area-names';
import { plainText, readCode, readCodes, readPhone } from './cell.rules';
import type { ImportField } from './columns';

/** What is wrong with a row, or merely worth knowing. */
export interface RowIssue {
  severity: 'ERROR' | 'WARNING';
  field: ImportField | null;
  code: string;
  /** Chinese, says what to do */
  message: string;
  /** what stood there; personal numbers masked (R60) */
  value: string | null;
}

/** The cells of a row by what they hold. */
export type RowCells = Partial<Record<ImportField, SheetCell>>;

const UNCLEAR = {
  SCIENTIFIC: '数字超过 15 位，末尾几位已经丢失。请把这一列设为文本格式，重新填写完整号码。',
  FORMULA: '这一格是公式，没有保存结果。请改成填写好的文字。',
  ERROR: '这一格显示的是错误值。请改成正确的内容。',
} as const;

const MASKS: Partial<Record<ImportField, (text: string) => string>> = {
  documentNumber: maskIdNumber,
  adminDocumentNumber: maskIdNumber,
  phone: maskPhone,
  adminPhone: maskPhone,
  principalPhone: maskPhone,
};

const SHOWN = 60;

/** Reads one row column by column and collects what is wrong with it. */
export class RowReader {
  readonly issues: RowIssue[] = [];

  constructor(private readonly cells: RowCells) {}

  get sound(): boolean {
    return this.issues.every(({ severity }) => severity === 'WARNING');
  }

  error(
    field: ImportField | null,
    code: string,
    message: string,
    value: string | null = this.shown(field),
  ): void {
    this.issues.push({ severity: 'ERROR', field, code, message, value });
  }

  warn(
    field: ImportField | null,
    code: string,
    message: string,
    value: string | null = this.shown(field),
  ): void {
    this.issues.push({ severity: 'WARNING', field, code, message, value });
  }

  /** @returns normalized text, `''` when empty or unclear; the latter is an error of the row */
  text(field: ImportField, max = 200): string {
    const cell = this.cells[field] ?? '';
    if (typeof cell !== 'string') {
      this.error(field, `cell_${cell.problem.toLowerCase()}`, UNCLEAR[cell.problem]);
      return '';
    }
    const text = plainText(cell);
    if (text.length > max) {
      this.error(field, 'cell_too_long', `请控制在 ${max} 个字以内。`, `${text.slice(0, 20)}…`);
      return '';
    }
    return text;
  }

  required(field: ImportField, max?: number): string {
    const before = this.issues.length;
    const text = this.text(field, max);
    if (text === '' && this.issues.length === before) this.error(field, 'cell_empty', '必填，请补上。', null);
    return text;
  }

  /** A code that may be left out: what is not recognised is left empty with a warning. */
  optionalCode(field: ImportField, table: CodeTable): string | undefined {
    const text = this.text(field);
    if (text === '') return undefined;
    const code = readCode(table, text);
    if (code === undefined)
      this.warn(field, 'choice_unknown', '没有识别，这一项将留空。可以按模板下拉选项改正。');
    return code;
  }

  requiredCode(field: ImportField, table: CodeTable): string {
    const text = this.required(field);
    const code = text === '' ? undefined : readCode(table, text);
    if (text !== '' && code === undefined)
      this.error(field, 'choice_unknown', '没有识别，请按模板的下拉选项填写。');
    return code ?? '';
  }

  codes(field: ImportField, table: CodeTable, max: number): string[] {
    const text = this.text(field);
    if (text === '') return [];
    const { codes, unknown } = readCodes(table, text);
    if (unknown.length > 0)
      this.warn(
        field,
        'choice_unknown',
        '有的选项没有识别，将不保存。可以按模板下拉选项改正。',
        unknown.join('、').slice(0, SHOWN),
      );
    if (codes.length > max) this.warn(field, 'too_many_choices', `最多 ${max} 项，只保存前 ${max} 项。`);
    return codes.slice(0, max);
  }

  phone(field: ImportField): string {
    const text = this.required(field);
    const phone = text === '' ? undefined : readPhone(text);
    if (text !== '' && phone === undefined)
      this.error(field, 'phone_malformed', '应为 11 位手机号，请改正。');
    return phone ?? '';
  }

  /** A phone that may be left out: what is none is left empty with a warning. */
  optionalPhone(field: ImportField): string | undefined {
    const text = this.text(field);
    const phone = text === '' ? undefined : readPhone(text);
    if (text !== '' && phone === undefined)
      this.warn(field, 'phone_malformed', '不是 11 位手机号，这一项将留空。');
    return phone;
  }

  /** @returns the code of the area, `''` with an error of the row when it is none */
  area(cityRequired = true): string {
    const province = this.required('province');
    const city = cityRequired ? this.required('city') : this.text('city');
    const county = this.text('county');
    if (province === '' || (cityRequired && city === '')) return '';
    const area = readArea(province, city, county);
    if ('code' in area) return area.code;
    this.error(area.fault, 'area_unknown', '没有这个地区，请填写现行的行政区划名称。');
    return '';
  }

  /** A name loses blanks around it and typed variants of its characters; worth telling, not worth refusing. */
  noteTrimmed(field: ImportField, kept: string): void {
    const cell = this.cells[field];
    if (typeof cell !== 'string' || cell === kept) return;
    this.warn(field, 'name_normalized', `已去掉多余的空格或统一了符号，将保存为「${kept}」。`);
  }

  /** @returns what stands in a column, masked where personal */
  private shown(field: ImportField | null): string | null {
    const cell = field === null ? undefined : this.cells[field];
    if (field === null || cell === undefined) return null;
    const text = typeof cell === 'string' ? plainText(cell) : cell.text;
    return (MASKS[field]?.(text) ?? text).slice(0, SHOWN) || null;
  }
}
