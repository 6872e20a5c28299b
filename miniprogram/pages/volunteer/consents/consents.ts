import { type Consent, decideConsent, findConsents } from '../../../api/own-data';
import { busily } from '../../../core/busy';
import { LOADING, show } from '../../../core/screen';

/** What I agreed to, and taking back what the service can do without (R02, R61). */
Page({
  data: { screen: LOADING, consents: [] as Consent[], busy: false },
  onLoad(): Promise<void> {
    return this.load();
  },
  load(): Promise<void> {
    return show(this, async () => ({ consents: await findConsents() }));
  },
  switched({ currentTarget, detail }: WechatMiniprogram.SwitchChange): Promise<void> {
    return busily(this, async () => {
      try {
        await decideConsent(currentTarget.dataset.kind as string, detail.value);
      } finally {
        // Also after a failure: the switch shows what is so, not what was wished.
        await this.load();
      }
    });
  },
});
