import type { Database } from '../platform/database';
import { type Api, ListOf } from '../platform/http';
import { ActingForm, ChildForm } from './child.dto';
import type { ChildService } from './child.service';
import type { Volunteer } from './volunteer.entity';
import { VolunteerView } from './volunteer.view';

class ChildrenView {
  @ListOf(() => VolunteerView, 50) children: VolunteerView[];
}

export interface ChildRoutesNeeds {
  database: Database;
  children: ChildService;
  view: (volunteer: Volunteer) => VolunteerView;
}

export function childRoutes(api: Api, { database, children, view }: ChildRoutesNeeds): void {
  api.volunteer.get('/children', { summary: '我管理的孩子', returns: ChildrenView }, async ({ actor }) => ({
    children: (await children.list(database, actor)).map(view),
  }));

  api.volunteer.post(
    '/children',
    { summary: '为未满 14 周岁的孩子注册', body: ChildForm, returns: VolunteerView, status: 201 },
    async ({ actor, body }) => view(await database.transaction((tx) => children.register(tx, actor, body))),
  );

  api.volunteer.put(
    '/acting',
    { summary: '切换到孩子的账号，或切换回自己', body: ActingForm },
    ({ actor, body }) => database.transaction((tx) => children.actFor(tx, actor, body.childId ?? null)),
  );
}
