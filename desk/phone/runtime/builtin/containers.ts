import type { Builtin } from './builtin';

const NOTHING = {};

/** Boxes that only hold their content. */
export const view: Builtin = { tag: 'view', properties: NOTHING, create: () => undefined };
export const coverView: Builtin = { tag: 'cover-view', properties: NOTHING, create: () => undefined };
export const rootPortal: Builtin = {
  tag: 'root-portal',
  properties: { enable: true },
  create: () => undefined,
};
export const swiperItem: Builtin = {
  tag: 'swiper-item',
  properties: { itemId: '' },
  create: () => undefined,
};

/** Text in which line breaks count. */
export const text: Builtin<{
  userSelect: boolean;
  selectable: boolean;
  space: string;
  decode: boolean;
  numberOfLines: number;
}> = {
  tag: 'text',
  properties: { userSelect: false, selectable: false, space: '', decode: false, numberOfLines: 0 },
  create: (node) => ({
    update: () => {
      const { userSelect, selectable, space } = node.props;
      node.dom.toggleAttribute('selectable', userSelect || selectable);
      node.dom.toggleAttribute('keep-spaces', Boolean(space));
    },
  }),
};

/** Tapping a label works its control: the one named by `for`, or the first inside. */
export const label: Builtin<{ for: string }> = {
  tag: 'label',
  properties: { for: '' },
  create: (node) => {
    node.on('tap', (event) => {
      const { for: id } = node.props;
      const control = id
        ? node.beside(id)
        : node.inside('wx-checkbox,wx-radio,wx-switch,wx-button,wx-input')[0];
      const target = (
        event as unknown as { target: { getBackendElement?(): unknown } }
      ).target.getBackendElement?.();
      // The control's own tap has done its work already.
      if (control && !control.dom.contains(target as Node | null)) control.behaviour.activate?.();
    });
    return {};
  },
};

export const navigator: Builtin<{
  url: string;
  openType: string;
  delta: number;
  target: string;
  appId: string;
  path: string;
}> = {
  tag: 'navigator',
  properties: { url: '', openType: 'navigate', delta: 1, target: 'self', appId: '', path: '' },
  create: (node) => ({
    activate: () => {
      const { url, openType, delta, target, appId, path } = node.props;
      const { wx } = node.phone;
      const failed = () => node.emit('fail');
      const done = () => node.emit('success');
      if (target === 'miniProgram') wx.navigateToMiniProgram({ appId, path, success: done, fail: failed });
      else if (openType === 'navigateBack') wx.navigateBack({ delta, success: done, fail: failed });
      else {
        const call = {
          navigate: 'navigateTo',
          redirect: 'redirectTo',
          switchTab: 'switchTab',
          reLaunch: 'reLaunch',
        }[openType];
        if (call)
          wx[call]({ url: node.phone.absolutePath(url, node.writtenIn), success: done, fail: failed });
      }
    },
  }),
};
