import * as glassEasel from 'glass-easel';
import { type Builtin, type BuiltinNode, builtinAt } from './builtin';

export const form: Builtin = { tag: 'form', properties: { reportSubmit: false }, create: () => undefined };

/** Emits `submit` with the values of everything named in the form around a button. */
export function submitForm(button: BuiltinNode): void {
  const around = button.enclosing('form');
  if (!around) return;
  const value: Record<string, unknown> = {};
  for (const { name, read } of fieldsOf(around)) value[name] = read();
  around.emit('submit', { value, formId: '' });
}

export function resetForm(button: BuiltinNode): void {
  const around = button.enclosing('form');
  if (!around) return;
  for (const { reset } of fieldsOf(around)) reset();
  around.emit('reset', {});
}

interface FormField {
  name: string;
  read(): unknown;
  reset(): void;
}

/** Built-in fields, and components with the behavior `wx://form-field`. */
function fieldsOf(around: BuiltinNode): FormField[] {
  const found: FormField[] = [];
  for (const dom of around.dom.querySelectorAll('*')) {
    const element = (dom as Element & { __wxElement?: unknown }).__wxElement;
    if (!glassEasel.Component.isComponent(element)) continue;
    const { name } = element.data as { name?: unknown };
    if (typeof name !== 'string' || !name || found.some((field) => field.name === name)) continue;
    const field = builtinAt(dom)?.behaviour.field;
    if (field) found.push({ name, ...field });
    else if ('value' in element.data) {
      found.push({
        name,
        read: () => element.data.value,
        reset: () => element.setData({ value: '' } as never),
      });
    }
  }
  return found;
}
