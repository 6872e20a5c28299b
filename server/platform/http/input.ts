import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { invalid } from '../fault';
import { fieldWord } from './field-words';
import { rememberForms } from './remember-forms';

export type Class<T = object> = new () => T;

rememberForms();

/** Where in the request a value came from; named in the fault so that a client can point at it. */
export type InputPart = 'params' | 'query' | 'body';

/**
 * Checks one part of a request against its form: unknown fields and wrong types are refused, nothing is coerced
 * except where a field says so.
 *
 * @throws Fault invalid `invalid_input`, or the code of the first refused rule, with `detail.fields: [{ field, message }]`
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
    errors.flatMap((error) => flatten(error)),
    part,
  );
  return instance;
}

/** The counterpart of `readInput` for a part that an endpoint does not take: there, every field is unknown. */
export function readNothing(value: object, part: InputPart): void {
  refuse(
    Object.keys(value).map((field) => ({ field, called: field, message: UNKNOWN_FIELD })),
    part,
  );
}

const UNKNOWN_FIELD = '不是可以提交的字段';
const MAX_LISTED = 50;

interface Place {
  /** path in the request: `posts.0.places` */
  field: string;
  /** the same in the words of people: `岗位第 1 项的名额` */
  called: string;
}

interface Refused extends Place {
  message: string;
  /** of the whole refusal, where the field's rule has one of its own in its `context` */
  code?: string;
}

function refuse(refused: readonly Refused[], part: InputPart): void {
  const [first] = refused;
  if (!first) return;
  const fields = refused.slice(0, MAX_LISTED).map(({ field, message }) => ({ field, message }));
  throw invalid(first.code ?? 'invalid_input', `请修改“${first.called}”：${first.message}。`, {
    part,
    fields,
  });
}

function flatten(error: ValidationError, within?: Place): Refused[] {
  const { property, target } = error;
  const word = fieldWord(target?.constructor.name ?? '', property) ?? property;
  // The items of a list are found under their indexes.
  const called = Array.isArray(target)
    ? `${within?.called}第 ${Number(property) + 1} 项`
    : within
      ? `${within.called}的${word}`
      : word;
  const here: Place = { field: within ? `${within.field}.${property}` : property, called };
  const [[rule, message] = []] = Object.entries(error.constraints ?? {});
  const own = rule
    ? [
        {
          ...here,
          message: rule === 'whitelistValidation' ? UNKNOWN_FIELD : message!,
          code: error.contexts?.[rule]?.code,
        },
      ]
    : [];
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, here))];
}
