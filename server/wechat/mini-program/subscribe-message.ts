import type { WechatConfig } from '../../../config/wechat';
import type { AccountApi } from '../account-api';
import { messageFields } from '../message-fields';

export interface SubscribeMessage {
  to: string;
  templateId: string;
  /** Page with query that the message opens. */
  page?: string;
  /** Field name (`thing1`) to value; values are shortened to the rule of their field. */
  data: Record<string, string>;
}

export interface SubscribeMessages {
  /** Uses up one accepted prompt of the person. @throws WechatError permanent with errcode 43101 when there is none */
  sendSubscribeMessage(message: SubscribeMessage): Promise<void>;
}

const STATES = { release: 'formal', trial: 'trial', develop: 'developer' } as const;

export const subscribeMessages = (
  api: AccountApi,
  envVersion: WechatConfig['envVersion'],
): SubscribeMessages => ({
  async sendSubscribeMessage({ to, templateId, page, data }) {
    await api.post(`${api.prefix}message/subscribe/send`, {
      touser: to,
      template_id: templateId,
      page: page?.replace(/^\/+/, ''),
      data: messageFields(data),
      miniprogram_state: STATES[envVersion],
      lang: 'zh_CN',
    });
  },
});
