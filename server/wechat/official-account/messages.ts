import type { AccountApi } from '../account-api';
import { fitBytes, messageFields } from '../message-fields';

export interface TemplateMessage {
  to: string;
  templateId: string;
  /** Field name (`thing1`) to value; values are shortened to the rule of their field. */
  data: Record<string, string>;
  url?: string;
  miniProgram?: { appId: string; path: string };
  /** WeChat delivers one message per key and ten minutes: a repeated send is harmless. At most 32 characters. */
  key: string;
}

export interface SubscriptionNotice {
  to: string;
  templateId: string;
  data: Record<string, string>;
  url?: string;
  miniProgram?: { appId: string; path: string };
}

/** All reject with WechatError; `outcome` says whether to try again. */
export interface Messages {
  /** @returns `msgId`, repeated by the push `event:TEMPLATESENDJOBFINISH` when the message was delivered or not */
  sendTemplate(message: TemplateMessage): Promise<{ msgId: string }>;
  /** Needs one accepted subscription (43101 otherwise). */
  sendSubscriptionNotice(message: SubscriptionNotice): Promise<void>;
  /** Within 48 hours of the person's last message, or a minute of a menu click, scan or follow. At most 2 048 bytes, shortened. */
  sendCustomerText(openid: string, text: string): Promise<void>;
}

const CUSTOMER_TEXT_BYTES = 2_048;

const pageOf = (page: { appId: string; path: string } | undefined) =>
  page && { appid: page.appId, pagepath: page.path };

export const messages = (api: AccountApi): Messages => ({
  async sendTemplate(message) {
    // Not the library's sendTemplate: it has no client_msg_id.
    const sent = (await api.post(`${api.prefix}message/template/send`, {
      touser: message.to,
      template_id: message.templateId,
      url: message.url,
      miniprogram: pageOf(message.miniProgram),
      data: messageFields(message.data),
      client_msg_id: message.key,
    })) as { msgid: number | string };
    return { msgId: String(sent.msgid) };
  },

  async sendSubscriptionNotice(message) {
    await api.post(`${api.prefix}message/subscribe/bizsend`, {
      touser: message.to,
      template_id: message.templateId,
      page: message.url,
      miniprogram: pageOf(message.miniProgram),
      data: messageFields(message.data),
    });
  },

  async sendCustomerText(openid, text) {
    await api.sendText(openid, fitBytes(text, CUSTOMER_TEXT_BYTES));
  },
});
