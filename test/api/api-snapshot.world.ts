import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldWord } from '../../server/platform/http/field-words';
import { openApiDocument } from '../../server/platform/http/openapi';
import { createWorld, type World } from '../support/world';

const FILE = join(__dirname, 'api.snapshot.txt');

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
}

interface Document {
  paths: Record<
    string,
    Record<
      string,
      { parameters: { name: string }[]; requestBody?: { content: Record<string, { schema: Schema }> } }
    >
  >;
  components: { schemas: Record<string, Schema> };
}

/**
 * One page that shows the whole API: audience, method, path, what goes in, what comes out. Every change of the API is a
 * changed line here, to be looked at. `UPDATE_API=1 npm test -- --testPathPatterns api-snapshot` writes it anew.
 */
describe('the API', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  it('is what the snapshot says', () => {
    const page = render(openApiDocument(world.app.parts.api.endpoints, 'http://any'));
    if (process.env.UPDATE_API === '1') writeFileSync(FILE, page);
    expect(page).toBe(readFileSync(FILE, 'utf8'));
  });

  it('has a Chinese name for every field that a form or a search asks for', () => {
    const { paths, components } = openApiDocument(
      world.app.parts.api.endpoints,
      'http://any',
    ) as unknown as Document;
    const nameless = new Set<string>();
    const walk = (form: string, { $ref, properties = {}, items, anyOf = [] }: Schema): void => {
      const named = $ref?.split('/').pop();
      if (named) walk(named, components.schemas[named]!);
      for (const [field, schema] of Object.entries(properties)) {
        if (!fieldWord(form, field)) nameless.add(`${form}.${field}`);
        walk(form, schema);
      }
      for (const schema of [...(items ? [items] : []), ...anyOf]) walk(form, schema);
    };
    for (const [path, methods] of Object.entries(paths))
      for (const { parameters, requestBody } of Object.values(methods)) {
        for (const { name } of parameters) if (!fieldWord('', name)) nameless.add(`${path} ${name}`);
        for (const { schema } of Object.values(requestBody?.content ?? {})) walk('', schema);
      }
    expect([...nameless]).toEqual([]);
  });

  it('is served with every schema that it names', async () => {
    const document = (await world.anonymous.get('/api/openapi.json')).expect(200);
    expect(document.openapi).toBe('3.1.0');
    const named = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      (match) => match[1],
    );
    const missing = [...new Set(named)].filter((name) => !(name! in document.components.schemas));
    expect(missing).toEqual([]);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a JSON document
function render(document: any): string {
  const fields = (schema: Schema | undefined): string => {
    const name = schema?.$ref?.split('/').pop();
    if (!name) return '';
    return `{${Object.keys(document.components.schemas[name]?.properties ?? {}).join(' ')}}`;
  };
  const lines: string[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: a JSON document
  for (const [path, methods] of Object.entries<any>(document.paths)) {
    // biome-ignore lint/suspicious/noExplicitAny: a JSON document
    for (const [method, operation] of Object.entries<any>(methods)) {
      const query = operation.parameters
        .filter((parameter: { in: string }) => parameter.in === 'query')
        .map((parameter: { name: string }) => parameter.name);
      const [status, answer] = Object.entries<{ content?: Record<string, { schema: Schema }> }>(
        operation.responses,
      )[0]!;
      const parts = [
        `${operation.tags[0].padEnd(9)} ${method.toUpperCase().padEnd(6)} ${path}`,
        query.length > 0 ? `?${query.join('&')}` : '',
        fields(operation.requestBody?.content['application/json'].schema),
        `→ ${status} ${fields(answer.content?.['application/json']?.schema)}`.trimEnd(),
      ];
      lines.push(parts.filter(Boolean).join(' '));
    }
  }
  return `${lines.sort().join('\n')}\n`;
}
