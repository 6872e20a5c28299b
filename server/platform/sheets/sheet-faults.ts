import { type Fault, invalid } from '../fault';

/** Why a file is not read. Codes, because the reading thread cannot hand over a Fault. */
export type SheetRefusal =
  | 'sheet_format_unknown'
  | 'sheet_extension_mismatch'
  | 'sheet_macros'
  | 'sheet_password'
  | 'sheet_unpacks_too_large'
  | 'sheet_too_many_columns'
  | 'sheet_too_many_rows'
  | 'sheet_encoding_mixed'
  | 'sheet_damaged'
  | 'sheet_too_complex';

const MESSAGES: Record<SheetRefusal, string> = {
  sheet_format_unknown: '读不出这个文件。请用表格软件另存为 .xlsx（或 .xls、.csv）后再上传。',
  sheet_extension_mismatch: '文件的扩展名和内容不一致。请用表格软件打开，另存为 .xlsx 后再上传。',
  sheet_macros: '文件里带有宏，出于安全不能接收。请另存为不带宏的 .xlsx 后再上传。',
  sheet_password: '文件设有打开密码。请取消密码并另存后再上传。',
  sheet_unpacks_too_large: '文件解压后过大，不像正常的信息表。请只保留需要的表格，另存后再上传。',
  sheet_too_many_columns: '表格的列太多。请对照模板删去多余的列后再上传。',
  sheet_too_many_rows: '表格的行太多。请拆成几个文件分别上传。',
  sheet_encoding_mixed:
    '文件里混用了两种文字编码，部分内容会变成乱码。请用表格软件打开检查，另存为 .xlsx 后再上传。',
  sheet_damaged: '文件已损坏，没有读完。请用表格软件打开检查，另存为 .xlsx 后再上传。',
  sheet_too_complex:
    '文件太复杂，没有在规定的时间和内存内读完。请只保留数据，另存为 .xlsx 或拆成几个文件后再上传。',
};

export const sheetFault = (code: SheetRefusal, detail?: Record<string, unknown>): Fault =>
  invalid(code, MESSAGES[code], detail);

/** Thrown inside the readers; crosses the thread as its code and detail. */
export class SheetRefused extends Error {
  override readonly name = 'SheetRefused';

  constructor(
    readonly code: SheetRefusal,
    readonly detail?: Record<string, unknown>,
  ) {
    super(code);
  }
}
