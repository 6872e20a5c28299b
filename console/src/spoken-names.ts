const FIELDS = 'input:not([type=hidden]):not([aria-label]), textarea:not([aria-label])';
/** Components of TDesign that are one field, from the inside out. */
const PARTS =
  '.t-input__wrap, .t-textarea, .t-input-number, .t-select__wrap, .t-select-input, .t-cascader, .t-range-input';
/** Buttons beside a number, which are drawings only. */
const STEPS = { '.t-input-number__decrease': '减少', '.t-input-number__increase': '增加' };

/** Takes the name off the box, where nobody hears it; the box remembers it for the next field that it shows. */
function nameGiven(field: Element): string | undefined {
  const box = field.closest<HTMLElement>(PARTS)?.closest<HTMLElement>('[aria-label], [data-field-name]');
  const name = box?.ariaLabel ?? box?.dataset.fieldName;
  if (box?.matches(PARTS) && name) {
    box.dataset.fieldName = name;
    box.removeAttribute('aria-label');
  }
  return name;
}

/** @returns what a field is called: by its item of the form, by the component around it, or by what is written in it */
function nameOf(field: HTMLInputElement | HTMLTextAreaElement): string {
  if ([...(field.labels ?? [])].some((label) => label.textContent?.trim())) return '';
  if (field.closest('.t-range-input') && field.placeholder) return field.placeholder;
  const item = field.closest('.t-form__item')?.querySelector('.t-form__label')?.textContent?.trim();
  return nameGiven(field) || item || field.placeholder;
}

/** What opens over a page and what is called so in it. */
const SHEETS = {
  '.t-dialog': '.t-dialog__header-content',
  '.t-drawer__content-wrapper': '.t-drawer__header',
};

/**
 * TDesign leaves `aria-label` on the box around a field, does not tie the label of a form's item to it, and does not say
 * that a dialog is one: nobody who cannot see would know what to write, or where. Everything gets its name as soon as it
 * appears.
 */
export function speakNames(root: HTMLElement): void {
  let due = false;
  const label = () => {
    due = false;
    for (const [sheet, header] of Object.entries(SHEETS)) {
      for (const element of root.querySelectorAll(`${sheet}:not([role])`)) {
        element.setAttribute('role', 'dialog');
        element.setAttribute('aria-label', element.querySelector(header)?.textContent?.trim() ?? '');
      }
    }
    for (const field of root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(FIELDS)) {
      const name = nameOf(field);
      if (name) field.setAttribute('aria-label', name);
    }
    for (const [step, name] of Object.entries(STEPS)) {
      for (const button of root.querySelectorAll(`${step}:not([aria-label])`))
        button.setAttribute('aria-label', name);
    }
  };
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(label);
  }).observe(root, { childList: true, subtree: true });
}
