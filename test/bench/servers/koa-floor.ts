import Koa from 'koa';
import { listen } from '../../../server/platform/http';
import { jsonBody } from '../../../server/platform/http/json-body';
import { report } from '../server-process';

/** What the framework alone costs: Koa that reads a body and answers something of a sign-up's size, and does nothing else. */
const answer = {
  id: 'X'.repeat(26),
  activityId: 'X'.repeat(26),
  state: 'CONFIRMED',
  padding: 'X'.repeat(200),
};
const app = new Koa();
app.use(jsonBody());
app.use((ctx) => {
  ctx.status = 201;
  ctx.body = answer;
});
listen(app, '127.0.0.1', 0).then(({ url }) => report(url));
