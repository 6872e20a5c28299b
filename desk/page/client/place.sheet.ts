import type { NamedPlace } from '../../phone/runtime/host';
import { h } from './dom';
import type { Sheets } from './sheets';

/** Where the demonstration takes place: the desk has no map to point at. */
const SIGHTS: Omit<NamedPlace, 'accuracy'>[] = [
  {
    name: '朝阳区科技馆',
    address: '北京市朝阳区一层报告厅',
    latitude: 39.9219,
    longitude: 116.4436,
  },
  { name: '中国科学技术馆', address: '北京市朝阳区北辰东路5号', latitude: 40.0045, longitude: 116.3914 },
  {
    name: '奥林匹克森林公园南门',
    address: '北京市朝阳区科荟路33号',
    latitude: 40.0163,
    longitude: 116.3905,
  },
];

/** @returns undefined when the person closed it */
export function choosePlace(sheets: Sheets): Promise<NamedPlace | undefined> {
  return sheets.ask<NamedPlace>((done) =>
    h(
      'div',
      { class: 'sheet places', role: 'dialog', 'aria-label': '选择位置' },
      h('b', {}, '选择位置'),
      h('small', {}, '桌面上没有地图，从这几处里选'),
      ...SIGHTS.map((sight) =>
        h(
          'button',
          { class: 'sheet-place', click: () => done({ ...sight, accuracy: 1 }) },
          h('span', {}, sight.name),
          h('small', {}, sight.address),
        ),
      ),
      h('button', { class: 'sheet-close', click: () => done(undefined) }, '取消'),
    ),
  );
}
