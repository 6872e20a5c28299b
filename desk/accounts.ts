import { createHash } from 'node:crypto';

/** One account on the simulated WeChat, as its console would show it. */
export interface DeskAccount {
  appId: string;
  secret: string;
  /** Token of the message push. */
  pushToken: string;
  /** EncodingAESKey (43 characters); with it pushes go out in safe mode, without it as plaintext. */
  aesKey?: string | undefined;
  /** The key before the last rotation: replies encrypted with it are still read. */
  previousAesKey?: string | undefined;
  /** The account's original id, `gh_…`: the `ToUserName` of its pushes. */
  originalId: string;
}

// The same literals as `config/wechat.ts`, repeated on purpose: the desk imports nothing of the product, so that a
// mistake on one side cannot hide on the other. The values are public and worthless anywhere else.
export const OFFICIAL_ACCOUNT: DeskAccount = {
  appId: 'wxsimulatedoa00001',
  secret: 'simulated-official-account-secret',
  pushToken: 'simulatedOaToken',
  aesKey: 'simulatedOfficialAccountAesKey0123456789abc',
  originalId: 'gh_simulatedoa01',
};

export const MINI_PROGRAM: DeskAccount = {
  appId: 'wxsimulatedmp00001',
  secret: 'simulated-mini-program-secret-000',
  pushToken: 'simulatedMpToken',
  aesKey: 'simulatedMiniProgramAesKey0123456789abcdefg',
  originalId: 'gh_simulatedmp01',
};

/** A message template approved on WeChat's console; every field must be filled when it is sent. */
export interface DeskTemplate {
  id: string;
  account: 'officialAccount' | 'miniProgram';
  title: string;
  /** Field name (WeChat's rule is in its prefix) → the label shown before the value. */
  fields: Record<string, string>;
}

export const TEMPLATES: DeskTemplate[] = [
  {
    id: 'simulated-template-notice',
    account: 'officialAccount',
    title: '组织通知提醒',
    fields: { thing1: '通知标题', thing2: '发布组织', time3: '发布时间' },
  },
  {
    id: 'simulated-template-signup-result',
    account: 'miniProgram',
    title: '报名结果通知',
    fields: { thing1: '活动名称', phrase2: '报名状态', time3: '活动时间', thing4: '备注' },
  },
];

/** @returns a person's openid at one account: 28 characters, always the same for the same pair */
export function openidOf(appId: string, personId: string): string {
  return identifier(`openid ${appId} ${personId}`);
}

/** @returns a person's unionid, the same at every account of the simulated open platform */
export function unionidOf(personId: string): string {
  return identifier(`unionid ${personId}`);
}

function identifier(seed: string): string {
  return `o${createHash('sha256').update(seed).digest('base64url').slice(0, 27)}`;
}
