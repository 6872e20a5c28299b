import type { EnvReader } from './env';
import { type PayConfig, readPay } from './pay';

/** Credentials and push settings of one WeChat account (official account or mini-program). */
export interface WechatAccount {
  appId: string;
  secret: string;
  /** Token of the message push, set on WeChat's console. */
  pushToken: string;
  /** EncodingAESKey (43 characters); with it plaintext pushes are refused. */
  aesKey: string | undefined;
  /** The key before the last rotation, accepted while both are in flight. */
  previousAesKey: string | undefined;
}

export interface WechatConfig {
  officialAccount: WechatAccount;
  miniProgram: WechatAccount;
  /** Origin that stands in for every WeChat host, e.g. `http://127.0.0.1:3010`; undefined means the real service. */
  host: string | undefined;
  /** True when `host` is given: the clock may be moved and nothing leaves this machine. */
  simulated: boolean;
  timeoutMs: number;
  /** The merchant for attendance deposits; undefined where there is none. */
  pay: PayConfig | undefined;
  templates: {
    /** Official-account template: a notice of an organization. Fields thing1 (title), thing2 (organization), time3. */
    notice: string;
    /** Mini-program subscription template: the outcome of a sign-up. Fields thing1 (activity), phrase2 (state), time3, thing4 (remark). */
    signUpResult: string;
  };
  /** Mini-program pages that codes and messages open. */
  envVersion: 'release' | 'trial' | 'develop';
}

/** The accounts of the simulation: public values, worthless anywhere else. `desk/` knows the same ones. */
const SIMULATED = {
  host: 'http://127.0.0.1:3010',
  oa: {
    appId: 'wxsimulatedoa00001',
    secret: 'simulated-official-account-secret',
    pushToken: 'simulatedOaToken',
    aesKey: 'simulatedOfficialAccountAesKey0123456789abc',
  },
  mp: {
    appId: 'wxsimulatedmp00001',
    secret: 'simulated-mini-program-secret-000',
    pushToken: 'simulatedMpToken',
    aesKey: 'simulatedMiniProgramAesKey0123456789abcdefg',
  },
};

const COMPANIONS = ['APP_ID', 'SECRET', 'PUSH_TOKEN', 'AES_KEY'] as const;

export function readWechat(env: EnvReader): WechatConfig {
  const real = ['OA', 'MP'].some((kind) => COMPANIONS.some((part) => env.has(`WECHAT_${kind}_${part}`)));
  const host = real && !env.has('WECHAT_HOST') ? undefined : hostOf(env);
  return {
    officialAccount: readAccount(env, 'OA', real, SIMULATED.oa),
    miniProgram: readAccount(env, 'MP', real, SIMULATED.mp),
    host,
    simulated: host !== undefined,
    timeoutMs: env.integer('WECHAT_TIMEOUT_MS', 5_000, 100, 60_000),
    pay: readPay(env, real),
    templates: {
      notice: templateId(env, 'WECHAT_TEMPLATE_NOTICE', real, 'simulated-template-notice'),
      signUpResult: templateId(
        env,
        'WECHAT_TEMPLATE_SIGN_UP_RESULT',
        real,
        'simulated-template-signup-result',
      ),
    },
    envVersion: env.oneOf('WECHAT_MP_ENV_VERSION', ['release', 'trial', 'develop'], 'release'),
  };
}

function hostOf(env: EnvReader): string {
  return env.url('WECHAT_HOST', SIMULATED.host, ['http:', 'https:']).origin;
}

function readAccount(
  env: EnvReader,
  kind: 'OA' | 'MP',
  real: boolean,
  simulated: { appId: string; secret: string; pushToken: string; aesKey: string },
): WechatAccount {
  const part = (name: (typeof COMPANIONS)[number], fallback: string): string =>
    real ? env.required(`WECHAT_${kind}_${name}`, 'once any WECHAT_OA_* or WECHAT_MP_* is set') : fallback;
  const aesKey = part('AES_KEY', simulated.aesKey);
  const previousAesKey = env.optional(`WECHAT_${kind}_AES_KEY_PREVIOUS`);
  for (const [name, value] of [
    ['AES_KEY', aesKey],
    ['AES_KEY_PREVIOUS', previousAesKey],
  ] as const) {
    if (value && !/^[A-Za-z0-9]{43}$/.test(value)) {
      env.complain(`WECHAT_${kind}_${name} must be the 43 letters and digits of EncodingAESKey`);
    }
  }
  return {
    appId: part('APP_ID', simulated.appId),
    secret: part('SECRET', simulated.secret),
    pushToken: part('PUSH_TOKEN', simulated.pushToken),
    aesKey,
    previousAesKey,
  };
}

function templateId(env: EnvReader, name: string, real: boolean, simulated: string): string {
  return real ? env.required(name, 'with a real official account') : simulated;
}
