import type { Builtin } from './builtin';

/** A canvas with the surface `node()` of a selector query gives. */
export interface CanvasNode extends HTMLCanvasElement {
  createImage(): HTMLImageElement;
  requestAnimationFrame(run: FrameRequestCallback): number;
  cancelAnimationFrame(handle: number): void;
}

export const canvas: Builtin<{ type: string; canvasId: string; disableScroll: boolean }> = {
  tag: 'canvas',
  properties: { type: '2d', canvasId: '', disableScroll: false },
  create: (node) => {
    node.dom.append(canvasLike(document.createElement('canvas')));
    return {};
  },
};

/** The canvas inside a `<canvas>` element of a page, or null for anything else. */
export function canvasNode(dom: HTMLElement): CanvasNode | null {
  return dom.tagName === 'WX-CANVAS' ? (dom.querySelector('canvas') as CanvasNode | null) : null;
}

/** A canvas that is nowhere on the screen. */
export function offscreenCanvas(width: number, height: number): CanvasNode {
  return canvasLike(Object.assign(document.createElement('canvas'), { width, height }));
}

function canvasLike(element: HTMLCanvasElement): CanvasNode {
  return Object.assign(element, {
    createImage: () => {
      const image = document.createElement('img');
      // Without this a picture from another origin would make the canvas unreadable.
      image.crossOrigin = 'anonymous';
      return image;
    },
    requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
    cancelAnimationFrame: (handle: number) => cancelAnimationFrame(handle),
  });
}
