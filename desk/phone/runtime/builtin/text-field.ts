import { toPhoneUnits } from '../length-units';
import type { Builtin, BuiltinNode } from './builtin';

const common = {
  name: '',
  value: null as unknown as string,
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: '',
  disabled: false,
  maxlength: 140,
  focus: false,
  autoFocus: false,
  cursor: -1,
  cursorSpacing: 0,
  cursorColor: '',
  selectionStart: -1,
  selectionEnd: -1,
  adjustPosition: true,
  holdKeyboard: false,
  confirmHold: false,
  confirmType: 'done',
  alwaysEmbed: false,
};
const inputProperties = { ...common, type: 'text', password: false };
const textareaProperties = {
  ...common,
  autoHeight: false,
  fixed: false,
  showConfirmBar: true,
  disableDefaultPadding: false,
  confirmType: 'return',
};

/** Keyboards by the type of the input; the value stays text, as in WeChat. */
const KEYBOARDS: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' };

export const input: Builtin<typeof inputProperties> = {
  tag: 'input',
  properties: inputProperties,
  create: (node) => {
    const field = document.createElement('input');
    field.addEventListener('keydown', ({ key, isComposing }) => {
      if (key === 'Enter' && !isComposing) node.emit('confirm', { value: field.value });
    });
    const base = textField(node, field);
    return {
      ...base,
      update: () => {
        const { type, password } = node.props;
        field.type = password || type === 'safe-password' ? 'password' : 'text';
        field.inputMode = KEYBOARDS[type] ?? 'text';
        base.update();
      },
      attached: () => {
        base.attached();
        if (node.props.type === 'nickname')
          field.addEventListener('focus', () => void offerNickname(node, field));
      },
    };
  },
};

export const textarea: Builtin<typeof textareaProperties> = {
  tag: 'textarea',
  properties: textareaProperties,
  create: (node) => {
    const field = document.createElement('textarea');
    const base = textField(node, field);
    const grow = () => {
      if (!node.props.autoHeight) return;
      field.style.height = 'auto';
      // What is not shown yet measures nothing and would stay invisible.
      if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight}px`;
      node.emit('linechange', { height: field.scrollHeight, lineCount: field.value.split('\n').length });
    };
    field.addEventListener('input', grow);
    return {
      ...base,
      update: () => {
        node.dom.toggleAttribute('auto-height', node.props.autoHeight);
        const before = field.value;
        base.update();
        if (field.value !== before) grow();
      },
      attached: () => {
        base.attached();
        grow();
      },
    };
  },
};

type TextNode = BuiltinNode<typeof inputProperties> | BuiltinNode<typeof textareaProperties>;
type NativeField = HTMLInputElement | HTMLTextAreaElement;

function textField(node: TextNode, field: NativeField) {
  const hint = document.createElement('div');
  const emit = (name: string, detail: object) => node.emit(name, { value: field.value, ...detail });
  node.dom.append(hint, field);
  let first = '';
  let focused = false;

  field.addEventListener('input', () => {
    hint.hidden = field.value !== '';
    node.change({ value: field.value } as never);
    emit('input', { cursor: field.selectionStart ?? field.value.length, keyCode: 0 });
  });
  field.addEventListener('focus', () => emit('focus', { height: 0 }));
  field.addEventListener('blur', () => {
    emit('blur', { cursor: field.selectionStart ?? 0 });
    emit('change', {});
  });

  const update = () => {
    const {
      value,
      placeholder,
      placeholderStyle,
      placeholderClass,
      disabled,
      maxlength,
      focus,
      confirmType,
    } = node.props;
    const shown = value === null || value === undefined ? '' : String(value);
    if (field.value !== shown) field.value = shown;
    field.disabled = disabled;
    if (Number(maxlength) >= 0) field.maxLength = Number(maxlength);
    else field.removeAttribute('maxlength');
    field.placeholder = placeholder;
    field.enterKeyHint = confirmType === 'return' ? 'enter' : confirmType;
    hint.textContent = placeholder;
    hint.hidden = shown !== '';
    hint.className = `placeholder ${node.scopedClasses(placeholderClass)}`;
    hint.setAttribute('style', toPhoneUnits(placeholderStyle));
    if (focus && !focused && field.isConnected) field.focus();
    if (!focus && focused) field.blur();
    focused = focus;
  };
  return {
    update,
    attached: () => {
      first = field.value;
      if (node.props.focus || node.props.autoFocus) field.focus();
    },
    activate: () => {
      if (!node.props.disabled) field.focus();
    },
    field: { read: () => field.value, reset: () => node.change({ value: first } as never) },
  };
}

/** WeChat offers the person's nickname above the keyboard; here it fills an empty field at once. */
async function offerNickname(node: BuiltinNode<typeof inputProperties>, field: NativeField): Promise<void> {
  if (field.value) return;
  const outcome = await node.phone.guarded('nickname', () => node.phone.host.profile());
  if (!outcome.ok || field.value) return;
  field.value = outcome.value.nickname;
  field.dispatchEvent(new Event('input'));
  node.emit('nicknamereview', { pass: true, timeout: false });
}
