import type { Builtin, BuiltinNode } from './builtin';
import { resetForm, submitForm } from './form';

const properties = {
  size: 'default',
  type: 'default',
  plain: false,
  disabled: false,
  loading: false,
  formType: '',
  openType: '',
  hoverClass: 'button-hover',
  lang: 'en',
  sessionFrom: '',
  appParameter: '',
};

type ButtonNode = BuiltinNode<typeof properties>;

/** Works through WeChat: the page only hears the outcome, as the event of this name. */
const OPEN_TYPES: Record<string, (node: ButtonNode) => void | Promise<void>> = {
  share: (node) => node.phone.sharing.share('friend', { from: 'button', target: targetOf(node) }),
  getPhoneNumber: async (node) => {
    const outcome = await node.phone.guarded('getPhoneNumber', () => node.phone.host.phoneCode());
    node.emit(
      'getphonenumber',
      outcome.ok ? { code: outcome.value, errMsg: 'getPhoneNumber:ok' } : outcome.failure,
    );
  },
  chooseAvatar: async (node) => {
    const outcome = await node.phone.guarded('chooseAvatar', () => node.phone.host.profile());
    node.emit('chooseavatar', outcome.ok ? { avatarUrl: outcome.value.avatarUrl } : outcome.failure);
  },
  agreePrivacyAuthorization: (node) => {
    node.phone.privacy.agree();
    node.emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
  },
  openSetting: (node) => node.emit('opensetting', { authSetting: {}, errMsg: 'openSetting:ok' }),
  feedback: (node) => node.phone.journal.called('button.feedback', {}),
  contact: (node) => {
    node.phone.journal.called('button.contact', {});
    node.emit('contact', { path: '', query: {} });
  },
};

export const button: Builtin<typeof properties> = {
  tag: 'button',
  properties,
  create: (node) => ({
    activate: () => {
      const { disabled, formType, openType } = node.props;
      if (disabled) return;
      if (formType === 'submit') submitForm(node as never);
      if (formType === 'reset') resetForm(node as never);
      void OPEN_TYPES[openType]?.(node);
    },
    update: () => {
      const { size, type, plain, disabled, loading } = node.props;
      node.dom.setAttribute('type', type);
      node.dom.setAttribute('size', size);
      node.dom.setAttribute('role', 'button');
      for (const [name, on] of Object.entries({ plain, disabled, loading }))
        node.dom.toggleAttribute(name, on);
    },
  }),
};

function targetOf(node: ButtonNode) {
  const { id, dataset } = node.component;
  return { id, dataset: { ...dataset } };
}
