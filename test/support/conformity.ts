import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

interface Operation {
  pattern: RegExp;
  method: string;
  name: string;
  /** by status, what the answer's schema is called; the default is the fault */
  schemas: Map<string, string | null>;
}

/** Holds every answer that a test receives to the published API document: undeclared fields and statuses are failures. */
export class Conformity {
  private readonly operations: Operation[] = [];
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  /** Compiled when first needed: the whole document takes seconds, and a test meets a small part of it. */
  private readonly compiled = new Map<string, ValidateFunction>();

  // biome-ignore lint/suspicious/noExplicitAny: a JSON document
  constructor(document: any) {
    addFormats(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: document.components });
    // biome-ignore lint/suspicious/noExplicitAny: a JSON document
    for (const [path, methods] of Object.entries<any>(document.paths)) {
      // biome-ignore lint/suspicious/noExplicitAny: a JSON document
      for (const [method, operation] of Object.entries<any>(methods)) {
        const schemas = new Map<string, string | null>();
        // biome-ignore lint/suspicious/noExplicitAny: a JSON document
        for (const [status, response] of Object.entries<any>(operation.responses)) {
          const ref = response.content?.['application/json']?.schema.$ref;
          schemas.set(status, ref ? `api${ref}` : null);
        }
        const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
        this.operations.push({
          pattern,
          method: method.toUpperCase(),
          name: `${method.toUpperCase()} ${path}`,
          schemas,
        });
      }
    }
  }

  /** @throws Error that names the operation and what does not conform */
  check(method: string, path: string, status: number, body: unknown): void {
    const plain = path.split('?')[0]!;
    const operation = this.operations.find((each) => each.method === method && each.pattern.test(plain));
    if (!operation) return;
    const declared = operation.schemas.has(String(status));
    if (!declared && status < 400)
      throw new Error(`${operation.name} answered ${status}, which its document does not declare`);
    const schema = operation.schemas.get(declared ? String(status) : 'default');
    if (!schema) return;
    const validate = this.validatorOf(schema);
    if (validate(body)) return;
    const faults = validate.errors?.map(
      (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    );
    throw new Error(
      `${operation.name} ${status} does not conform: ${faults?.join('; ')}\n${JSON.stringify(body)}`,
    );
  }

  private validatorOf($ref: string): ValidateFunction {
    let validate = this.compiled.get($ref);
    if (!validate) {
      validate = this.ajv.compile({ $ref });
      this.compiled.set($ref, validate);
    }
    return validate;
  }
}
