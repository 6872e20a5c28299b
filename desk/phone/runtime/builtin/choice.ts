import type { Builtin, BuiltinNode } from './builtin';

const choice = { name: '', value: '', checked: false, disabled: false, color: '#1F63E0' };
const group = { name: '' };

function draw(node: BuiltinNode<typeof choice>): void {
  const { checked, disabled, color } = node.props;
  node.dom.toggleAttribute('checked', checked);
  node.dom.toggleAttribute('disabled', disabled);
  node.dom.setAttribute('aria-checked', String(checked));
  node.setStyle(`--choice-color:${color}`);
}

function chosen(around: BuiltinNode): string[] {
  return around.inside('wx-checkbox[checked],wx-radio[checked]').map(({ props }) => String(props.value));
}

export const checkbox: Builtin<typeof choice> = {
  tag: 'checkbox',
  properties: choice,
  create: (node) => ({
    update: () => draw(node),
    activate: () => {
      if (node.props.disabled) return;
      node.change({ checked: !node.props.checked });
      const around = node.enclosing('checkbox-group');
      around?.emit('change', { value: chosen(around) });
    },
  }),
};

export const radio: Builtin<typeof choice> = {
  tag: 'radio',
  properties: choice,
  create: (node) => ({
    update: () => draw(node),
    activate: () => {
      if (node.props.disabled || node.props.checked) return;
      const around = node.enclosing('radio-group');
      for (const other of around?.inside('wx-radio[checked]') ?? []) other.change({ checked: false });
      node.change({ checked: true });
      around?.emit('change', { value: node.props.value });
    },
  }),
};

/** A group is one field of a form: what is chosen in it. */
export const checkboxGroup: Builtin<typeof group> = {
  tag: 'checkbox-group',
  properties: group,
  create: (node) => groupField(node, () => chosen(node as never)),
};

export const radioGroup: Builtin<typeof group> = {
  tag: 'radio-group',
  properties: group,
  create: (node) => groupField(node, () => chosen(node as never)[0] ?? ''),
};

function groupField(node: BuiltinNode<typeof group>, read: () => unknown) {
  const first = new Map<BuiltinNode, boolean>();
  const members = () => node.inside('wx-checkbox,wx-radio');
  return {
    attached: () => {
      for (const member of members()) first.set(member, Boolean(member.props.checked));
    },
    field: {
      read,
      reset: () => {
        for (const member of members()) member.change({ checked: first.get(member) ?? false });
      },
    },
  };
}

const toggle = { name: '', checked: false, disabled: false, type: 'switch', color: '#07C160' };

export const switchControl: Builtin<typeof toggle> = {
  tag: 'switch',
  properties: toggle,
  create: (node) => ({
    update: () => draw(node as never),
    activate: () => {
      if (node.props.disabled) return;
      node.change({ checked: !node.props.checked });
      node.emit('change', { value: node.props.checked });
    },
    field: { read: () => node.props.checked, reset: () => node.change({ checked: false }) },
  }),
};

const range = {
  name: '',
  value: 0,
  min: 0,
  max: 100,
  step: 1,
  disabled: false,
  showValue: false,
  activeColor: '#1F63E0',
  backgroundColor: '#e9e9e9',
  blockSize: 28,
};

export const slider: Builtin<typeof range> = {
  tag: 'slider',
  properties: range,
  create: (node) => {
    const track = document.createElement('input');
    const number = document.createElement('span');
    track.type = 'range';
    node.dom.append(track, number);
    track.addEventListener('input', () => node.emit('changing', { value: Number(track.value) }));
    track.addEventListener('change', () => {
      node.change({ value: Number(track.value) });
      node.emit('change', { value: Number(track.value) });
    });
    return {
      update: () => {
        const { value, min, max, step, disabled, showValue, activeColor } = node.props;
        Object.assign(track, { min: String(min), max: String(max), step: String(step), disabled });
        track.value = String(value);
        track.style.accentColor = activeColor;
        number.textContent = showValue ? String(value) : '';
      },
      field: { read: () => node.props.value, reset: () => node.change({ value: node.props.min }) },
    };
  },
};
