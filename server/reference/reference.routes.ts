import { type Api, ListOf, Nullable, OneOf, Optional, Output, Shaped } from '../platform/http';
import { childAreas } from './areas';

class AreaQuery {
  /** children of this area; the provinces when omitted */
  @Optional() @Shaped(/^\d{6}$/, '6 位行政区划代码') parent?: string;
}

class AreaView {
  @Output() code: string;
  @Output() name: string;
  @OneOf(['province', 'city', 'county']) level: string;
  @Nullable() @Output() parentCode: string | null;
}

class AreaListView {
  @ListOf(() => AreaView, 500) items: AreaView[];
}

export function referenceRoutes(api: Api): void {
  api.public.get(
    '/areas',
    { summary: '行政区划（下一级）', query: AreaQuery, returns: AreaListView },
    async ({ query }) => ({ items: childAreas(query.parent ?? null) }),
  );
}
