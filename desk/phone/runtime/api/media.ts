import { type CanvasNode, offscreenCanvas } from '../builtin/canvas';
import type { Phone } from '../phone';

interface Choice {
  count?: number;
  mediaType?: string[];
  sourceType?: string[];
  extension?: string[];
}

interface Picture {
  canvas: CanvasNode;
  fileType?: 'png' | 'jpg';
  quality?: number;
}

/** Pictures and files: chosen, shown, drawn, saved. */
export function mediaApis(phone: Phone) {
  const { host, files, overlays } = phone;
  const pick = async (count: number, accept: string, sourceType: string[] = ['album', 'camera']) => {
    const picked = await host.pickFiles({ count, accept, camera: !sourceType.includes('album') });
    if (picked.length === 0) throw new Error('fail cancel');
    return picked.slice(0, count).map((file) => ({
      path: files.add(file, file.name),
      size: file.size,
      name: file.name,
      type: file.type,
    }));
  };
  const show = (urls: string[], current: number) => {
    void overlays.pictures(
      urls.map((url) => files.url(url, phone.pages.top?.route ?? '')),
      current,
    );
  };
  return {
    chooseMedia: async ({ count = 9, mediaType = ['image', 'video'], sourceType }: Choice) => {
      const picked = await pick(count, mediaType.map((type) => `${type}/*`).join(','), sourceType);
      const type = (mime: string) => (mime.startsWith('video') ? 'video' : 'image');
      const tempFiles = picked.map(({ path, size, type: mime }) => ({
        tempFilePath: path,
        size,
        fileType: type(mime),
      }));
      return { tempFiles, type: mediaType.length > 1 ? 'mix' : mediaType[0] };
    },
    chooseImage: async ({ count = 9, sourceType }: Choice) => {
      const picked = await pick(count, 'image/*', sourceType);
      return { tempFilePaths: picked.map(({ path }) => path), tempFiles: picked };
    },
    chooseMessageFile: async ({ count = 1, extension = [] }: Choice) => {
      const picked = await pick(count, extension.map((each) => `.${each.replace(/^\./, '')}`).join(','));
      return { tempFiles: picked.map((file) => ({ ...file, type: 'file' })) };
    },
    previewImage: ({ urls, current }: { urls: string[]; current?: string | number }) =>
      show(urls, typeof current === 'number' ? current : Math.max(urls.indexOf(current ?? ''), 0)),
    previewMedia: ({ sources, current = 0 }: { sources: { url: string }[]; current?: number }) =>
      show(
        sources.map(({ url }) => url),
        current,
      ),
    getImageInfo: async ({ src }: { src: string }) => {
      const image = new Image();
      image.crossOrigin = 'anonymous';
      image.src = files.url(src, phone.pages.top?.route ?? '');
      await image.decode();
      return {
        width: image.naturalWidth,
        height: image.naturalHeight,
        path: src,
        orientation: 'up',
        type: 'png',
      };
    },
    compressImage: ({ src }: { src: string }) => ({ tempFilePath: src }),
    saveImageToPhotosAlbum: async ({ filePath }: { filePath: string }) => {
      const file = files.get(filePath);
      if (!file) throw new Error('fail file not found');
      await host.saveToAlbum(file);
    },
    canvasToTempFilePath: async ({ canvas, fileType = 'png', quality }: Picture) => {
      const mime = fileType === 'jpg' ? 'image/jpeg' : 'image/png';
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, mime, quality));
      if (!blob) throw new Error('fail canvas is empty');
      return { tempFilePath: files.add(blob, `.${fileType}`) };
    },
  };
}

export function mediaValues(_: Phone) {
  return {
    createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) =>
      offscreenCanvas(width, height),
  };
}
