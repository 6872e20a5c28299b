import type { PayParams } from '../host';
import type { Phone } from '../phone';

/** Who the person is, and what they allow. Every answer is the host's. */
export function identityApis({ host, privacy, journal }: Phone) {
  return {
    login: async () => ({ code: await host.loginCode() }),
    checkSession: () => undefined,
    requestSubscribeMessage: async ({ tmplIds }: { tmplIds: string[] }) => {
      if (tmplIds.length === 0 || tmplIds.length > 3)
        throw new Error('fail 20003 tmplIds: 1 to 3 templates at a time');
      return host.askSubscribe(tmplIds);
    },
    requestPayment: (params: PayParams) => host.pay(params).then(() => undefined),
    getSetting: () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } }),
    openSetting: () => ({ authSetting: {} }),
    authorize: () => undefined,
    getPrivacySetting: () => ({
      needAuthorization: !privacy.agreed,
      privacyContractName: '《用户隐私保护指引》',
    }),
    requirePrivacyAuthorize: () => privacy.require('requirePrivacyAuthorize'),
    openPrivacyContract: () => journal.called('privacyContract', {}),
    openCustomerServiceChat: () => undefined,
  };
}
