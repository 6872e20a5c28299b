import type { SharedView } from '../../desk-state';
import { h } from '../dom';

/** A page of the mini-program that somebody shared. */
export const sharedCard = (post: SharedView, open: () => void): HTMLElement =>
  h(
    'button',
    { class: 'wc-shared', click: open },
    post.imageUrl ? h('img', { src: post.imageUrl, alt: '' }) : h('span', { class: 'wc-mark mini' }, '科'),
    h('span', {}, post.title),
  );
