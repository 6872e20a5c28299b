import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { invalid } from '../fault';
import { ListOf, Nullable, Optional, Output, QueryInt, Shaped } from './fields';
import type { Class } from './input';

/** What every list accepts. */
export class PageQuery {
  @Optional() @Shaped(/^[\w-]{1,300}$/, '上一页给出的 next') cursor?: string;
  @Optional() @QueryInt(1, 50) limit?: number;
}

/** What every list answers: one page and the cursor of the next, null at the end. */
export class Page<T> {
  items: T[];
  next: string | null;
}

const pages = new Map<Class, Class>();

/** @returns the view class of a page of `view`, one per view, named `<View>Page` */
export function pageOf<T extends object>(view: Class<T>): Class<Page<T>> {
  let page = pages.get(view);
  if (!page) {
    class ViewPage extends Page<T> {
      @ListOf(() => view, 50) override items: T[];
      @Nullable() @Output('cursor of the next page') override next: string | null;
    }
    Object.defineProperty(ViewPage, 'name', { value: `${view.name}Page` });
    pages.set(view, ViewPage);
    page = ViewPage;
  }
  return page as Class<Page<T>>;
}

const DEFAULT_LIMIT = 20;

/**
 * Reads one page by keyset: stable while rows are added, cheap at any depth.
 *
 * @param query  filtered but not ordered
 * @param alias  of the entity in `query`
 * @param by     property ordered by before `id`; omit to order by id, which is order of creation
 */
export async function readPage<E extends ObjectLiteral & { id: string }>(
  query: SelectQueryBuilder<E>,
  alias: string,
  { cursor, limit = DEFAULT_LIMIT }: PageQuery,
  order: { by?: keyof E & string; direction: 'ASC' | 'DESC' } = { direction: 'DESC' },
): Promise<Page<E>> {
  const { by, direction } = order;
  const beyond = direction === 'ASC' ? '>' : '<';
  if (cursor !== undefined) {
    const [id, key] = decode(cursor, by !== undefined);
    if (by) {
      query.andWhere(
        `(${alias}.${by} ${beyond} :cursorKey OR (${alias}.${by} = :cursorKey AND ${alias}.id ${beyond} :cursorId))`,
        { cursorKey: key, cursorId: id },
      );
    } else {
      query.andWhere(`${alias}.id ${beyond} :cursorId`, { cursorId: id });
    }
  }
  if (by) query.addOrderBy(`${alias}.${by}`, direction);
  const rows = await query
    .addOrderBy(`${alias}.id`, direction)
    .limit(limit + 1)
    .getMany();
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encode(last.id, by && last[by]) : null };
}

/** Maps the items of a page. */
export const mapPage = <A, B>(page: Page<A>, view: (item: A) => B): Page<B> => ({
  items: page.items.map(view),
  next: page.next,
});

const encode = (id: string, key: unknown): string =>
  Buffer.from(JSON.stringify([id, key instanceof Date ? { at: key.getTime() } : (key ?? null)])).toString(
    'base64url',
  );

function decode(cursor: string, keyed: boolean): [string, unknown] {
  try {
    const [id, key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    const value = typeof key === 'object' && key !== null ? new Date((key as { at: number }).at) : key;
    const plain = value === null || ['string', 'number'].includes(typeof value) || isDate(value);
    if (typeof id === 'string' && plain && keyed === (value !== null)) return [id, value];
  } catch {
    // falls through: a cursor is only ever one that we gave
  }
  throw invalid('invalid_cursor', '翻页位置已失效，请从第一页重新查看。');
}

const isDate = (value: unknown): boolean => value instanceof Date && !Number.isNaN(value.getTime());
