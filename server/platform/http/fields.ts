import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { applyDecorators } from './apply-decorators';

/**
 * The composed fields of forms and views. One declaration validates input, types it, and describes it in OpenAPI.
 * Messages are Chinese and say what to write.
 */
type Class<T = object> = new () => T;

/** Adds to the field's JSON schema. The library types it as also a class decorator, which does not compose. */
const described = (schema: Record<string, unknown>): PropertyDecorator =>
  JSONSchema(schema as never) as PropertyDecorator;

const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const PHONE = /^1[3-9]\d{9}$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

const trimmed = Transform(({ value }) => (typeof value === 'string' ? value.trim() : value));

/** Marks a field that may be left out; put it before the field it modifies. */
export const Optional = (): PropertyDecorator => IsOptional();

/** In views: the value may be null. */
export const Nullable = (): PropertyDecorator =>
  applyDecorators(
    ValidateIf((_, value) => value !== null),
    described({ 'x-nullable': true }),
  );

/** In forms: left out it stays as it is, null clears it; put it before the field it modifies. */
export const Clearable = (): PropertyDecorator =>
  applyDecorators(IsOptional(), described({ 'x-nullable': 'optional' }));

/** The id of something, a ULID. */
export const Id = (): PropertyDecorator =>
  applyDecorators(Matches(ULID, { message: '编号格式不正确' }), described({ description: 'ULID' }));

/** Ids of several things. */
export const Ids = (maxItems: number, minItems = 0): PropertyDecorator =>
  applyDecorators(
    IsArray({ message: '请填写列表' }),
    ArrayMinSize(minItems, { message: `请至少选择 ${minItems} 项` }),
    ArrayMaxSize(maxItems, { message: `最多选择 ${maxItems} 项` }),
    Matches(ULID, { each: true, message: '编号格式不正确' }),
  );

/** Trimmed text of `min` to `max` characters. */
export const Text = (max: number, min = 1): PropertyDecorator =>
  applyDecorators(
    trimmed,
    IsString({ message: '请填写文字' }),
    MinLength(min, { message: min === 1 ? '请填写' : `请至少填写 ${min} 个字` }),
    MaxLength(max, { message: `请控制在 ${max} 个字以内` }),
  );

/** Text that has a fixed shape. @param hint completes the Chinese message, e.g. `6 位数字` */
export const Shaped = (pattern: RegExp, hint: string): PropertyDecorator =>
  applyDecorators(trimmed, Matches(pattern, { message: `格式不正确，应为${hint}` }));

/** A mainland mobile number. */
export const Phone = (): PropertyDecorator =>
  applyDecorators(
    trimmed,
    Matches(PHONE, { message: '请填写 11 位手机号' }),
    described({ example: '13800000000' }),
  );

/** Letters that a client gives one attempt and sends again with each retry: the same attempt is answered as before. */
export const AttemptKey = (): PropertyDecorator => Shaped(/^[\w-]{16,32}$/, '16 到 32 个字母或数字');

/** A whole number. */
export const Int = (min: number, max: number): PropertyDecorator =>
  applyDecorators(
    IsInt({ message: '请填写整数' }),
    Min(min, { message: `不能小于 ${min}` }),
    Max(max, { message: `不能大于 ${max}` }),
  );

/** A whole number in a query string. */
export const QueryInt = (min: number, max: number): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }) =>
      typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value,
    ),
    Int(min, max),
  );

/** `true` or `false` in a query string. */
export const QueryFlag = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value)),
    Flag(),
  );

/** A number with a fraction, e.g. metres or degrees. */
export const Decimal = (min: number, max: number): PropertyDecorator =>
  applyDecorators(
    IsNumber({ allowNaN: false, allowInfinity: false }, { message: '请填写数字' }),
    Min(min, { message: `不能小于 ${min}` }),
    Max(max, { message: `不能大于 ${max}` }),
  );

export const Latitude = (): PropertyDecorator => Decimal(-90, 90);
export const Longitude = (): PropertyDecorator => Decimal(-180, 180);

/** Yes or no. */
export const Flag = (): PropertyDecorator => IsBoolean({ message: '只能是 true 或 false' });

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = (): PropertyDecorator =>
  applyDecorators(
    Matches(DAY, { message: '日期格式应为 2026-01-31' }),
    // 30 February is shaped like a day.
    IsISO8601({ strict: true }, { message: '没有这一天，请重新选择日期', context: { code: 'no_such_day' } }),
    described({ format: 'date' }),
  );

/** An instant with its offset, `2026-01-31T09:00:00+08:00`: text in forms, a Date in views (which JSON writes as text). */
export const Instant = (): PropertyDecorator =>
  applyDecorators(
    Matches(INSTANT, { message: '时间格式应为 2026-01-31T09:00:00+08:00' }),
    IsISO8601({ strict: true }, { message: '没有这个时间' }),
    described({ format: 'date-time' }),
  );

/** One of a closed list. */
export const OneOf = (values: readonly string[]): PropertyDecorator =>
  applyDecorators(
    IsString({ message: '请从给出的选项中选择' }),
    IsIn([...values], { message: '请从给出的选项中选择' }),
  );

/** A list of texts. */
export const Texts = (maxItems: number, maxLength: number, minItems = 0): PropertyDecorator =>
  applyDecorators(
    IsArray({ message: '请填写列表' }),
    ArrayMinSize(minItems, { message: `请至少选择 ${minItems} 项` }),
    ArrayMaxSize(maxItems, { message: `最多 ${maxItems} 项` }),
    IsString({ each: true, message: '请填写文字' }),
    MaxLength(maxLength, { each: true, message: `每项请控制在 ${maxLength} 个字以内` }),
  );

/** A list of members of a closed list. */
export const SomeOf = (values: readonly string[], maxItems: number, minItems = 0): PropertyDecorator =>
  applyDecorators(
    IsArray({ message: '请填写列表' }),
    ArrayMinSize(minItems, { message: `请至少选择 ${minItems} 项` }),
    ArrayMaxSize(maxItems, { message: `最多选择 ${maxItems} 项` }),
    IsIn([...values], { each: true, message: '请从给出的选项中选择' }),
  );

/** One nested form or view. class-validator alone would accept a missing object or an array in its place. */
export const Nested = (type: () => Class): PropertyDecorator =>
  applyDecorators(
    IsDefined({ message: '请填写' }),
    IsObject({ message: '请填写' }),
    ValidateNested(),
    Type(type),
  );

/** A list of nested forms or views. */
export const ListOf = (type: () => Class, maxItems: number, minItems = 0): PropertyDecorator =>
  applyDecorators(
    IsArray({ message: '请填写列表' }),
    ArrayMinSize(minItems, { message: `请至少填写 ${minItems} 项` }),
    ArrayMaxSize(maxItems, { message: `最多 ${maxItems} 项` }),
    ValidateNested({ each: true }),
    Type(type),
  );

/** In views: any text, unbounded because we wrote it ourselves. */
export const Output = (description?: string): PropertyDecorator =>
  applyDecorators(IsString(), described(description ? { description } : {}));

/** In views: a number we computed. */
export const OutputNumber = (description?: string): PropertyDecorator =>
  applyDecorators(IsNumber(), described(description ? { description } : {}));
