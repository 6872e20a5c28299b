import type { Builtin, BuiltinNode } from './builtin';
import { dateColumns, timeColumns, type WheelColumns } from './picker-columns';

const properties = {
  name: '',
  mode: 'selector',
  range: null as unknown as unknown[],
  rangeKey: '',
  value: null as unknown as number | number[] | string,
  start: '',
  end: '',
  fields: 'day',
  headerText: '',
  disabled: false,
};

type PickerNode = BuiltinNode<typeof properties>;

/** Tapping the content opens the wheels at the bottom of the screen. `mode="region"` is not provided. */
export const picker: Builtin<typeof properties> = {
  tag: 'picker',
  properties,
  create: (node) => ({
    activate: () => {
      if (!node.props.disabled) void open(node);
    },
    field: { read: () => node.props.value, reset: () => node.change({ value: null as never }) },
  }),
};

async function open(node: PickerNode): Promise<void> {
  const columns = columnsOf(node.props);
  const onColumn = (column: number, value: number) => node.emit('columnchange', { column, value });
  // The page may answer a turned wheel with other choices for the next one.
  const fresh = () => columnsOf(node.props).labels;
  const picked = await node.phone.overlays.wheels(
    node.props.headerText,
    columns.labels,
    columns.chosen,
    onColumn,
    fresh,
  );
  if (!picked) {
    node.emit('cancel', {});
    return;
  }
  const value = columns.valueOf(picked);
  node.change({ value } as never);
  node.emit('change', { value });
}

function columnsOf(props: typeof properties): WheelColumns {
  const { mode, range, rangeKey, value, start, end, fields } = props;
  const label = (item: unknown) =>
    String(rangeKey && item ? (item as Record<string, unknown>)[rangeKey] : item);
  if (mode === 'date') return dateColumns(String(value ?? ''), start, end, fields);
  if (mode === 'time') return timeColumns(String(value ?? ''), start, end);
  if (mode === 'multiSelector') {
    const labels = ((range ?? []) as unknown[][]).map((column) => column.map(label));
    const chosen = labels.map((_, index) => Number((value as number[] | null)?.[index] ?? 0));
    return { labels, chosen, valueOf: (picked) => picked };
  }
  if (mode !== 'selector') throw new Error(`<picker mode="${mode}"> is not provided by the browser phone`);
  return {
    labels: [(range ?? []).map(label)],
    chosen: [Number(value ?? 0)],
    valueOf: ([picked]) => picked ?? 0,
  };
}
