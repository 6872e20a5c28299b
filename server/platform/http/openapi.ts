import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import type { Audience, RegisteredEndpoint } from './api';
import { FileAnswer } from './file-answer';
import type { Class } from './input';

type Schema = Record<string, unknown> & { properties?: Record<string, Schema>; required?: string[] };

/** What class-validator was told, by class; its types do not show it. */
interface Rules {
  validationMetadatas: Map<Class, { propertyName: string; name?: string; constraints?: unknown[] }[]>;
}

const AUDIENCE_TITLES: Record<Audience, string> = {
  public: '公开',
  volunteer: '志愿者',
  organizer: '组织者',
  unit: '各级科协',
  platform: '平台管理',
};

const FAULT_SCHEMA: Schema = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'string', description: 'stable, machine-readable' },
    message: { type: 'string', description: 'Chinese, fit to show' },
    detail: { type: 'object', additionalProperties: true },
  },
};

/**
 * @returns the OpenAPI 3.1 document of everything registered, made from the very forms and views that serve
 * @throws Error when two different forms or views share a name
 */
export function openApiDocument(
  endpoints: readonly RegisteredEndpoint[],
  serverUrl: string,
): Record<string, unknown> {
  const schemas = componentSchemas();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const registered of endpoints) {
    const path = registered.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [registered.method]: operation(registered, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '科技志愿服务平台 API',
      version: '1',
      description: 'stvs: science-and-technology volunteering',
    },
    servers: [{ url: serverUrl }],
    tags: Object.entries(AUDIENCE_TITLES).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { ...schemas, Fault: FAULT_SCHEMA },
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    },
  };
}

/** Every decorated form and view by class name; views refuse unknown fields just as forms do. */
function componentSchemas(): Record<string, Schema> {
  requireDistinctNames();
  const schemas = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/components/schemas/',
  }) as Record<string, Schema>;
  for (const schema of Object.values(schemas)) {
    schema.additionalProperties = false;
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const { 'x-nullable': mayBeNull, ...described } = property;
      // The library surrounds a reference with what IsDefined and IsObject say; the reference says it all.
      const plain = typeof described.$ref === 'string' ? { $ref: described.$ref } : described;
      schema.properties![name] = mayBeNull ? nullable(plain) : plain;
      if (mayBeNull === true) schema.required = [...new Set([...(schema.required ?? []), name])];
    }
  }
  return schemas;
}

/** The library tells classes apart by their names alone: of two with one name the document would describe a mixture. */
function requireDistinctNames(): void {
  const known = new Map<string, string>();
  for (const [{ name }, rules] of (getMetadataStorage() as unknown as Rules).validationMetadatas) {
    const text = rules
      .map((rule) => JSON.stringify([rule.propertyName, rule.name, rule.constraints?.map(String)]))
      .sort()
      .join();
    if ((known.get(name) ?? text) !== text)
      throw new Error(`two different forms or views are called ${name}: give one of them another name`);
    known.set(name, text);
  }
}

function nullable(schema: Schema): Schema {
  if (typeof schema.type === 'string' && !schema.enum && !schema.oneOf)
    return { ...schema, type: [schema.type, 'null'] };
  return { anyOf: [schema, { type: 'null' }] };
}

function operation(
  { audience, method, path, endpoint }: RegisteredEndpoint,
  schemas: Record<string, Schema>,
) {
  const returns = endpoint.returns;
  return {
    operationId: `${method}${path.replace(/[^\w]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: endpoint.summary,
    tags: [audience],
    ...(audience === 'public' ? {} : { security: [{ session: [] }] }),
    parameters: [
      ...parameters('path', endpoint.params, schemas),
      ...parameters('query', endpoint.query, schemas),
    ],
    ...(endpoint.body ? { requestBody: { required: true, content: json(ref(endpoint.body)) } } : {}),
    responses: {
      ...(returns
        ? { [endpoint.status ?? 200]: { description: '成功', content: contentOf(returns) } }
        : { 204: { description: '成功' } }),
      default: { description: '失败', content: json({ $ref: '#/components/schemas/Fault' }) },
    },
  };
}

const ref = (form: Class) => ({ $ref: `#/components/schemas/${form.name}` });
const json = (schema: unknown) => ({ 'application/json': { schema } });
const FILE = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
const contentOf = (view: Class) => ((view as unknown) === FileAnswer ? FILE : json(ref(view)));

function parameters(place: 'path' | 'query', form: Class | undefined, schemas: Record<string, Schema>) {
  // A form that inherits all its fields has no schema of its own name until the library meets it.
  const schema = form && schemas[form.name];
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (schema?.required ?? []).includes(name),
    schema: property,
  }));
}
