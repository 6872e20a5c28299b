import type { Builtin } from './builtin';

const bar = {
  percent: 0,
  showInfo: false,
  strokeWidth: 6,
  activeColor: '#1F63E0',
  backgroundColor: '#EBEBEB',
  active: false,
  borderRadius: 0,
  fontSize: 16,
  color: '',
};

export const progress: Builtin<typeof bar> = {
  tag: 'progress',
  properties: bar,
  create: (node) => {
    const [track, done, info] = ['div', 'div', 'span'].map((tag) => document.createElement(tag)) as [
      HTMLElement,
      HTMLElement,
      HTMLElement,
    ];
    track.append(done);
    node.dom.append(track, info);
    return {
      update: () => {
        const { percent, showInfo, strokeWidth, activeColor, color, backgroundColor, borderRadius } =
          node.props;
        track.setAttribute(
          'style',
          `flex:1;height:${strokeWidth}px;background:${backgroundColor};border-radius:${borderRadius}px`,
        );
        done.setAttribute(
          'style',
          `width:${percent}%;height:100%;background:${color || activeColor};border-radius:inherit`,
        );
        info.textContent = showInfo ? `${percent}%` : '';
      },
    };
  },
};

const SYMBOLS: Record<string, [sign: string, colour: string]> = {
  success: ['✓', '#07C160'],
  success_no_circle: ['✓', '#07C160'],
  info: ['i', '#10AEFF'],
  warn: ['!', '#F76260'],
  waiting: ['…', '#10AEFF'],
  cancel: ['×', '#F43530'],
  download: ['↓', '#07C160'],
  search: ['⌕', '#B2B2B2'],
  clear: ['×', '#B2B2B2'],
};

export const icon: Builtin<{ type: string; size: number; color: string }> = {
  tag: 'icon',
  properties: { type: 'success', size: 23, color: '' },
  create: (node) => ({
    update: () => {
      const { type, size, color } = node.props;
      const [sign, colour] = SYMBOLS[type] ?? ['', ''];
      node.dom.textContent = sign;
      node.setStyle(`font-size:${Number(size)}px;color:${color || colour}`);
    },
  }),
};

export const video: Builtin<{
  src: string;
  poster: string;
  controls: boolean;
  autoplay: boolean;
  loop: boolean;
  muted: boolean;
}> = {
  tag: 'video',
  properties: { src: '', poster: '', controls: true, autoplay: false, loop: false, muted: false },
  create: (node) => {
    const player = document.createElement('video');
    node.dom.append(player);
    return {
      update: () => {
        const { src, poster, controls, loop, muted } = node.props;
        Object.assign(player, { controls, loop, muted, poster: node.phone.fileUrl(poster, node.writtenIn) });
        if (src) player.src = node.phone.fileUrl(src, node.writtenIn);
      },
    };
  },
};

export const webView: Builtin<{ src: string }> = {
  tag: 'web-view',
  properties: { src: '' },
  create: (node) => {
    const frame = document.createElement('iframe');
    node.dom.append(frame);
    return {
      update: () => {
        if (frame.getAttribute('src') !== node.props.src) frame.src = node.props.src;
      },
    };
  },
};

/** A map is not drawn; its place shows where it would be. */
export const map: Builtin<{ latitude: number; longitude: number; scale: number; markers: unknown[] }> = {
  tag: 'map',
  properties: { latitude: 0, longitude: 0, scale: 16, markers: [] },
  create: (node) => ({
    update: () => {
      node.dom.dataset.place = `地图 ${node.props.latitude}, ${node.props.longitude}`;
    },
  }),
};
