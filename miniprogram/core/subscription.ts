import { SIGN_UP_RESULT_TEMPLATE } from '../environment';

/**
 * Asks whether WeChat may tell the outcome of the sign-up: once for each message, and only straight out of a tap.
 * Whatever the answer, signing up goes on: nobody is pressed.
 */
export async function askToTellSignUp(): Promise<void> {
  await wx.requestSubscribeMessage({ tmplIds: [SIGN_UP_RESULT_TEMPLATE] }).catch(() => undefined);
}
