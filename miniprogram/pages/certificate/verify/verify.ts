import { tokenIn, type Verified, verifyCertificate } from '../../../api/certificates';
import { busily } from '../../../core/busy';
import type { Failure } from '../../../core/http';
import { scanText } from '../../../core/scan';
import { messageOf, READY } from '../../../core/screen';

/** Anybody may verify a certificate, without logging in: by its number or by its QR code. */
Page({
  data: { screen: READY, code: '', found: null as Verified | null, problem: '', busy: false },
  onLoad({ code = '' }): Promise<void> | undefined {
    this.setData({ code });
    return code ? this.verify() : undefined;
  },
  typed({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ code: detail.value, problem: '' });
  },
  scan(): Promise<void> {
    return busily(this, async () => {
      const text = await scanText();
      if (text) await this.look(tokenIn(text));
    });
  },
  verify(): Promise<void> | undefined {
    const code = this.data.code.trim();
    if (code === '') {
      this.setData({ problem: '请输入证明上的编号，例如 KJZM-2026-00000001' });
      return undefined;
    }
    return busily(this, () => this.look(code));
  },
  async look(code: string): Promise<void> {
    this.setData({ found: null, problem: '' });
    try {
      this.setData({ found: await verifyCertificate(code) });
    } catch (failure) {
      // That there is none is an answer to what was asked, not a dialog to close.
      if (![404, 429].includes((failure as Partial<Failure>).status ?? 0)) throw failure;
      this.setData({ problem: messageOf(failure) });
    }
  },
});
