import { post, put } from './http';
import { followLargeType } from './large-type';
import { readStored, writeStored } from './storage';

/** The log-in of this phone. Kept in storage, so that opening the app again asks nobody anything. */
const TOKEN = 'session.token';

interface OpenedSession {
  token: string;
  expiresAt: string;
  registered: boolean;
  largeType: boolean | null;
}

export const sessionToken = (): string | null => readStored<string>(TOKEN);

/** Logs in with WeChat's code; the server knows who it is by the openid. */
export async function logIn(): Promise<void> {
  const { code } = await wx.login();
  const device = wx.getDeviceInfo().model.slice(0, 60);
  const opened = await post<OpenedSession>('/api/public/sessions', { code, ...(device ? { device } : {}) });
  writeStored(TOKEN, opened.token);
  followLargeType(opened.largeType);
}

export function forgetSession(): void {
  writeStored(TOKEN, null);
}

/** @param code from the getPhoneNumber button. @returns the masked phone */
export const confirmPhone = (code: string): Promise<{ phone: string }> =>
  put('/api/volunteer/phone', { code });
