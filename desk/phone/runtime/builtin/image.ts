import type { Builtin } from './builtin';

const FITS: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
};

const properties = { src: '', mode: 'scaleToFill', lazyLoad: false, webp: false, showMenuByLongpress: false };

function picture(tag: string): Builtin<typeof properties> {
  return {
    tag,
    properties,
    create: (node) => {
      const img = document.createElement('img');
      img.alt = '';
      node.dom.append(img);
      img.addEventListener('load', () =>
        node.emit('load', { width: img.naturalWidth, height: img.naturalHeight }),
      );
      img.addEventListener('error', () => node.emit('error', { errMsg: `GET ${node.props.src} fail` }));
      return {
        update: () => {
          const { src, mode, ariaLabel } = node.props as typeof properties & { ariaLabel: string };
          node.dom.setAttribute('mode', mode);
          img.style.objectFit = FITS[mode] ?? 'none';
          img.style.objectPosition = mode in FITS ? '' : mode;
          img.alt = ariaLabel;
          const url = node.phone.fileUrl(src, node.writtenIn);
          if (!url) img.removeAttribute('src');
          else if (img.getAttribute('src') !== url) img.src = url;
        },
      };
    },
  };
}

export const image = picture('image');
export const coverImage = picture('cover-image');
