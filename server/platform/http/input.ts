import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { invalid } from '../fault';
import { rememberForms } from './remember-forms';

export type Class<T = object> = new () => T;

rememberForms();

/** Where in the request a value came from; named in the fault so that a client can point at it. */
export type InputPart = 'params' | 'query' | 'body';

/**
 * Checks one part of a request against its form: unknown fields and wrong types are refused, nothing is coerced
 * except where a field says so.
 *
 * @throws Fault invalid `invalid_input` with `detail.fields: [{ field, message }]`
 */
export function readInput<T extends object>(form: Class<T>, value: unknown, part: InputPart): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('invalid_input', '请求内容应为一个 JSON 对象。', { part, fields: [] });
  }
  const instance = plainToInstance(form, value, { exposeUnsetFields: false });
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
  });
  refuse(
    errors.flatMap((error) => flatten(error, '')),
    part,
  );
  return instance;
}

/** The counterpart of `readInput` for a part that an endpoint does not take: there, every field is unknown. */
export function readNothing(value: object, part: InputPart): void {
  refuse(
    Object.keys(value).map((field) => ({ field, message: UNKNOWN_FIELD })),
    part,
  );
}

const UNKNOWN_FIELD = '不是可以提交的字段';
const MAX_LISTED = 50;

function refuse(fields: { field: string; message: string }[], part: InputPart): void {
  const [first] = fields;
  if (!first) return;
  const message = `提交的内容需要修改：${first.field} ${first.message}。`;
  throw invalid('invalid_input', message, { part, fields: fields.slice(0, MAX_LISTED) });
}

function flatten(error: ValidationError, path: string): { field: string; message: string }[] {
  const field = path ? `${path}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    message: rule === 'whitelistValidation' ? UNKNOWN_FIELD : message,
  }));
  return [...own.slice(0, 1), ...(error.children ?? []).flatMap((child) => flatten(child, field))];
}
