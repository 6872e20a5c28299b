import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

interface Operation {
  pattern: RegExp;
  method: string;
  name: string;
  /** by status; the default is the fault */
  validators: Map<string, ValidateFunction | null>;
}

/** Holds every answer that a test receives to the published API document: undeclared fields and statuses are failures. */
export class Conformity {
  private readonly operations: Operation[] = [];

  // biome-ignore lint/suspicious/noExplicitAny: a JSON document
  constructor(document: any) {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(ajv);
    ajv.addSchema({ $id: 'api', components: document.components });
    // biome-ignore lint/suspicious/noExplicitAny: a JSON document
    for (const [path, methods] of Object.entries<any>(document.paths)) {
      // biome-ignore lint/suspicious/noExplicitAny: a JSON document
      for (const [method, operation] of Object.entries<any>(methods)) {
        const validators = new Map<string, ValidateFunction | null>();
        // biome-ignore lint/suspicious/noExplicitAny: a JSON document
        for (const [status, response] of Object.entries<any>(operation.responses)) {
          const ref = response.content?.['application/json']?.schema.$ref;
          validators.set(status, ref ? ajv.compile({ $ref: `api${ref}` }) : null);
        }
        const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
        this.operations.push({
          pattern,
          method: method.toUpperCase(),
          name: `${method.toUpperCase()} ${path}`,
          validators,
        });
      }
    }
  }

  /** @throws Error that names the operation and what does not conform */
  check(method: string, path: string, status: number, body: unknown): void {
    const plain = path.split('?')[0]!;
    const operation = this.operations.find((each) => each.method === method && each.pattern.test(plain));
    if (!operation) return;
    const declared = operation.validators.has(String(status));
    if (!declared && status < 400)
      throw new Error(`${operation.name} answered ${status}, which its document does not declare`);
    const validate = operation.validators.get(declared ? String(status) : 'default');
    if (!validate || validate(body)) return;
    const faults = validate.errors?.map(
      (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    );
    throw new Error(
      `${operation.name} ${status} does not conform: ${faults?.join('; ')}\n${JSON.stringify(body)}`,
    );
  }
}
