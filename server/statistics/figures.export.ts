import type { Organization, OrganizationService, RightsService } from '../organizations';
import type { Actor } from '../platform/actor';
import type { Audit } from '../platform/audit';
import { fullTimeText } from '../platform/chinese-time';
import type { Database, Tx } from '../platform/database';
import type { FileAnswer } from '../platform/http';
import { CSV_TYPE, SHEET_TYPE, type WrittenSheet, writeCsv, writeSheet } from '../platform/sheets';
import type { ExportQuery } from './figures.dto';
import { type Counts, FIGURE_NAMES, type FigureName } from './figures.entity';
import type { FiguresKeeper } from './figures.keeper';
import { readInScope } from './figures.lists';
import type { FiguresService } from './figures.service';
import { nameOfArea } from './figures.view';
import { ALL_TIME } from './periods.rules';

const TITLES: Record<FigureName, string> = {
  volunteers: '注册志愿者（人）',
  organizations: '志愿服务组织（个）',
  activitiesPublished: '发布活动（场）',
  activitiesHeld: '开展活动（场）',
  signUps: '报名（人次）',
  attended: '参加服务（人次）',
  peopleServed: '服务对象（人次）',
  minutes: '有效时长（小时）',
};

/** Organizations in one export; beyond it the period or the area is to be narrowed. */
const MOST_ORGANIZATIONS = 20_000;
const PAGE = 50;

/** What is to be exported, with the rights to it settled. */
export interface Export extends ExportQuery {
  areaCode: string;
  units: readonly Organization[];
}

/** Figures as a spreadsheet: cells are text and neutralized, rows are written as they are read. */
export class FiguresExport {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationService,
    private readonly rights: RightsService,
    private readonly figures: FiguresService,
    private readonly keeper: FiguresKeeper,
    private readonly audit: Audit,
  ) {}

  /** R64. */
  async record(
    tx: Tx,
    actor: Actor,
    units: readonly Organization[],
    areaCode: string,
    { kind, format, from, to, period }: ExportQuery,
  ): Promise<void> {
    const detail = { kind, format, areaCode, from, to, period };
    await this.audit.record(tx, actor, 'figures.exported', units[0]!.id, detail);
  }

  async make(choice: Export): Promise<FileAnswer> {
    const asOf = await this.keeper.asOf(this.database);
    const name = `科技志愿服务统计-${nameOfArea(choice.areaCode)}`;
    const sheet: WrittenSheet = {
      name: '统计',
      title: name,
      notes: [asOf ? `数据截至 ${fullTimeText(asOf)}` : '尚未统计', '时长只计有效且没有异议的服务时长'],
      ...(await this.table(choice)),
    };
    if (choice.format === 'csv') {
      return { content: writeCsv(sheet), type: CSV_TYPE, name: `${name}.csv` };
    }
    return { content: writeSheet(sheet), type: SHEET_TYPE, name: `${name}.xlsx` };
  }

  private async table(choice: Export): Promise<Pick<WrittenSheet, 'columns' | 'rows'>> {
    const { kind, areaCode, period = ALL_TIME } = choice;
    const titles = (...leading: string[]) =>
      [...leading, ...FIGURE_NAMES.map((figure) => TITLES[figure])].map((title) => ({ title }));
    if (kind === 'PERIODS') {
      const { periods } = await this.figures.series(this.database, 'AREA', areaCode, choice);
      return { columns: titles('时段'), rows: periods.map((row) => [row.period, ...cells(row)]) };
    }
    if (kind === 'AREAS') {
      const areas = await this.figures.areasBelow(this.database, areaCode, period);
      return {
        columns: titles('地区'),
        rows: areas.map((row) => [nameOfArea(row.areaCode), ...cells(row.counts)]),
      };
    }
    return {
      columns: titles('组织名称', '组织编号', '地区', '成员数'),
      rows: this.organizationRows(choice.units, period),
    };
  }

  private async *organizationRows(units: readonly Organization[], period: string): AsyncGenerator<string[]> {
    let cursor: string | undefined;
    for (let written = 0; written < MOST_ORGANIZATIONS; written += PAGE) {
      const page = { cursor, limit: PAGE };
      const { items, next } = await readInScope(
        this.database,
        (alias) => this.rights.inScope(alias, units),
        period,
        page,
      );
      const ids = items.map(({ scopeId }) => scopeId);
      const found = await this.organizations.findOrganizations(this.database, ids);
      for (const row of items) {
        const { name, number, areaCode, memberCount } = found.get(row.scopeId)!;
        yield [name, number, nameOfArea(areaCode), String(memberCount), ...cells(row)];
      }
      if (!next) return;
      cursor = next;
    }
  }
}

const cells = (counts: Counts): string[] =>
  FIGURE_NAMES.map((name) => (name === 'minutes' ? (counts.minutes / 60).toFixed(2) : String(counts[name])));
