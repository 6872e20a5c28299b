/** Buttons that are clicked again and again on purpose: steppers and the arrows of calendars. */
const REPEATED = '.t-input-number, .t-pagination-mini';

/**
 * Of a double click only the first click counts, and of a key held down on a button only the first stroke. The answer may
 * come in between, and then the button would do it twice, or something else stands where it stood: the next row, the
 * opposite action.
 */
export function ignoreSecondClicks(root: HTMLElement): void {
  const stop = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest('button, .t-button') : null;
    if (!button || button.closest(REPEATED)) return;
    event.stopPropagation();
    event.preventDefault();
  };
  root.addEventListener('click', (event) => event.detail > 1 && stop(event), { capture: true });
  root.addEventListener('keydown', (event) => event.repeat && event.key === 'Enter' && stop(event), {
    capture: true,
  });
}
