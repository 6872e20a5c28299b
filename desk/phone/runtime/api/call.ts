import { messageOf } from '../journal';
import type { Failure, Mock, Outcome, Phone } from '../phone';

/** Thrown by an API that fails with more than a reason. The message begins with `fail`, as WeChat's does. */
export class ApiFailure extends Error {
  constructor(
    message: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** Options an API call may carry besides its own. */
export interface Callbacks {
  success?(result: object): void;
  fail?(failure: Failure): void;
  complete?(result: object): void;
}

export type Options = Record<string, unknown> & Callbacks;
export type AsyncApi = (options: never) => unknown;

/** Not available where a page was opened alone out of Moments: whatever needs a person, a way on, or WeChat's pages. */
const NOT_IN_SINGLE_PAGE = new Set(
  'login checkSession getPhoneNumber chooseAvatar nickname requestSubscribeMessage requestPayment navigateTo redirectTo switchTab reLaunch navigateBack navigateToMiniProgram chooseLocation openLocation getLocation scanCode chooseMedia chooseImage chooseMessageFile'.split(
    ' ',
  ),
);

/** Runs one call: noted in the journal, refused where WeChat refuses it, answered by a mock if there is one. */
export async function settle<T>(
  phone: Phone,
  name: string,
  options: object,
  run: () => T | Promise<T>,
): Promise<Outcome<T>> {
  phone.journal.called(name, options);
  try {
    if (phone.singlePage && NOT_IN_SINGLE_PAGE.has(name))
      throw new Error('fail can not be used in single page mode');
    await phone.privacy.requireFor(name);
    const mock = phone.mocks.get(name);
    const value = mock === undefined ? await run() : ((await answerOf(mock, options)) as T);
    const { errMsg } = (value ?? {}) as { errMsg?: unknown };
    if (typeof errMsg === 'string' && /:?fail/.test(errMsg)) return { ok: false, failure: value as Failure };
    return { ok: true, value };
  } catch (error) {
    return { ok: false, failure: failureOf(name, error) };
  }
}

/**
 * The function a page calls: with callbacks it answers through them and returns nothing, without it returns a promise.
 */
export function promisified(phone: Phone, name: string, api: AsyncApi) {
  return (given: Options = {}): Promise<object> | undefined => {
    const { success, fail, complete, ...options } = given;
    const answered = settle(phone, name, options, () => api(options as never)).then((outcome) => {
      if (!outcome.ok) throw outcome.failure;
      return { errMsg: `${name}:ok`, ...(outcome.value as object | undefined) };
    });
    if (!success && !fail && !complete) return answered;
    answered
      .then(
        (result) => {
          success?.(result);
          complete?.(result);
        },
        (failure: Failure) => {
          fail?.(failure);
          complete?.(failure);
        },
      )
      .catch((error: unknown) => {
        console.error(error);
        phone.failed(error);
      });
    return undefined;
  };
}

function answerOf(mock: Mock, options: object): unknown {
  return typeof mock === 'function' ? mock(options as never) : mock;
}

function failureOf(name: string, error: unknown): Failure {
  const message = messageOf(error);
  const fields = error instanceof ApiFailure ? error.fields : {};
  return { errMsg: `${name}:${message.startsWith('fail') ? message : `fail ${message}`}`, ...fields };
}
