import { element } from './element';

/** Columns to choose from at the bottom of the screen. */
export function wheelSheet(
  title: string,
  labels: string[][],
  first: number[],
  turned: (column: number, index: number) => string[][],
) {
  const sheet = element('div', 'phone-wheels');
  const head = element('div', 'phone-wheels-head');
  const cancel = element('button', '', '取消');
  const confirm = element('button', 'phone-confirm', '确定');
  head.append(cancel, element('span', '', title), confirm);
  const body = element('div', 'phone-wheels-body');
  sheet.append(head, body);
  let chosen = labels.map((column, index) =>
    Math.min(Math.max(first[index] ?? 0, 0), Math.max(column.length - 1, 0)),
  );

  const draw = (columns: string[][]) => {
    chosen = columns.map((column, index) => Math.min(chosen[index] ?? 0, Math.max(column.length - 1, 0)));
    body.replaceChildren(...columns.map(wheel));
    // The first time the sheet is not on the screen yet.
    requestAnimationFrame(() => {
      for (const selected of body.querySelectorAll('[aria-selected="true"]')) {
        selected.scrollIntoView?.({ block: 'center' });
      }
    });
  };
  const wheel = (column: string[], place: number): HTMLElement => {
    const list = element('div', 'phone-wheel');
    list.setAttribute('role', 'listbox');
    list.append(
      ...column.map((label, index) => {
        const item = element('button', '', label);
        item.setAttribute('role', 'option');
        item.setAttribute('aria-selected', String(index === chosen[place]));
        item.addEventListener('click', () => {
          chosen[place] = index;
          draw(turned(place, index));
        });
        return item;
      }),
    );
    return list;
  };
  draw(labels);
  return { element: sheet, cancel, confirm, chosen: () => [...chosen] };
}
