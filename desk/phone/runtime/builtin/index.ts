import type * as glassEasel from 'glass-easel';
import type { Phone } from '../phone';
import { type Builtin, defineBuiltin } from './builtin';
import { button } from './button';
import { canvas } from './canvas';
import { checkbox, checkboxGroup, radio, radioGroup, slider, switchControl } from './choice';
import { coverView, label, navigator, rootPortal, swiperItem, text, view } from './containers';
import { icon, map, progress, video, webView } from './display';
import { form } from './form';
import { coverImage, image } from './image';
import { picker } from './picker';
import { pickerView, pickerViewColumn } from './picker-view';
import { richText } from './rich-text';
import { scrollView } from './scroll-view';
import { swiper } from './swiper';
import { input, textarea } from './text-field';

const BUILTINS = [
  [view, coverView, rootPortal, text, label, navigator, form, scrollView, swiper, swiperItem],
  [image, coverImage, icon, progress, richText, canvas, video, webView, map],
  [button, input, textarea, checkbox, checkboxGroup, radio, radioGroup, switchControl, slider],
  [picker, pickerView, pickerViewColumn],
].flat() as unknown as Builtin[];

/** Makes WeChat's own components known to every template of the space. */
export function defineBuiltins(space: glassEasel.ComponentSpace, phone: Phone): void {
  for (const builtin of BUILTINS) defineBuiltin(space, phone, builtin);
}
