import type { Readable } from 'node:stream';
import { UNKEPT_REMARK } from '../../config/import-columns';
import type { FileAnswer } from '../platform/http';
import { SHEET_TYPE, type WrittenColumn, writeSheet } from '../platform/sheets';
import { type CodeTable, codeTable } from '../reference';
import { columnsOf } from './columns';
import type { ImportKind } from './import-batch.entity';

const TITLES: Record<ImportKind, string> = {
  ORGANIZATION: '科技志愿服务组织集体注册信息表',
  VOLUNTEER: '科技志愿者集体注册信息表',
};

const NOTES: Record<ImportKind, readonly string[]> = {
  ORGANIZATION: [
    '填表说明：橙色列必填；请勿改动表头；每行一个组织，组织名称不能与平台已有组织相同。',
    '上级/主管组织填平台上的名称或编号，也可以是本表中排在前面的组织。管理员填本人信息，导入后由本人在小程序认领。',
  ],
  VOLUNTEER: [
    '填表说明：橙色列必填；请勿改动表头；每行一人。所属组织须已在平台注册，填名称或编号。',
    '证件号码和手机号请按文本填写。导入后由本人用手机号、姓名和证件后六位在小程序认领，认领前不公开、不计入已认证。',
  ],
};

/** The form of the notice as an .xlsx: 附件1 for organizations, 附件2 for volunteers, with drop-downs, notes and an example. */
export function writeTemplate(kind: ImportKind): FileAnswer & { content: Readable } {
  const columns = kind === 'VOLUNTEER' ? [...columnsOf(kind), UNKEPT_REMARK] : columnsOf(kind);
  const written: WrittenColumn[] = [
    { title: '序号', width: 8 },
    ...columns.map(({ title, required, width, hint, codes }) => ({
      title,
      required,
      width,
      hint,
      choices: codes ? Object.values(codeTable(codes as CodeTable)) : undefined,
    })),
  ];
  const example = ['示例', ...columns.map((column) => column.example)];
  const appendix = kind === 'ORGANIZATION' ? '附件1' : '附件2';
  return {
    name: `${appendix} ${TITLES[kind]}.xlsx`,
    type: SHEET_TYPE,
    content: writeSheet({
      name: '信息表',
      title: TITLES[kind],
      notes: NOTES[kind],
      columns: written,
      rows: [example],
    }),
  };
}
