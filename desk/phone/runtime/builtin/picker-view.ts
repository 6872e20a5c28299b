import { type Builtin, type BuiltinNode, builtinAt } from './builtin';

const properties = {
  value: null as unknown as number[],
  indicatorStyle: '',
  indicatorClass: '',
  maskStyle: '',
  maskClass: '',
  immediateChange: false,
};

/** Wheels in the page; each column scrolls and snaps to its items. */
export const pickerView: Builtin<typeof properties> = {
  tag: 'picker-view',
  properties,
  create: (node) => {
    const update = () => {
      const { value } = node.props;
      node.inside('wx-picker-view-column').forEach((column, index) => {
        const item = column.dom.children[value?.[index] ?? 0] as HTMLElement | undefined;
        if (item) column.dom.scrollTop = item.offsetTop - (column.dom.clientHeight - item.offsetHeight) / 2;
      });
    };
    return { update, attached: () => setTimeout(update) };
  },
};

const SETTLED = 150;

export const pickerViewColumn: Builtin = {
  tag: 'picker-view-column',
  properties: {},
  create: (node) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    node.dom.addEventListener('scroll', () => {
      clearTimeout(timer);
      timer = setTimeout(settled, SETTLED, node);
    });
    return { detached: () => clearTimeout(timer) };
  },
};

function settled(column: BuiltinNode): void {
  const around = builtinAt(column.dom.closest('wx-picker-view'));
  if (!around) return;
  const value = around.inside('wx-picker-view-column').map(({ dom }) => nearestItem(dom));
  if (JSON.stringify(value) === JSON.stringify(around.props.value ?? [])) return;
  around.change({ value });
  around.emit('change', { value });
  around.emit('pickend', {});
}

function nearestItem(column: HTMLElement): number {
  const middle = column.scrollTop + column.clientHeight / 2;
  const distances = [...column.children].map((child) => {
    const { offsetTop, offsetHeight } = child as HTMLElement;
    return Math.abs(offsetTop + offsetHeight / 2 - middle);
  });
  return Math.max(distances.indexOf(Math.min(...distances)), 0);
}
