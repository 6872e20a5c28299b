/** What a person with weak eyes or a thick finger would stumble over on a rendered page. */
export interface Barrier {
  kind: 'contrast' | 'target' | 'label';
  /** What it is about, in the page's own words. */
  what: string;
  detail: string;
}

/**
 * Runs in the browser, so it stands alone: contrast of text at least 4.5 (3 for large text), whatever reacts to a
 * finger at least 44 px high and wide, whatever has a role or is a picture named for those who do not see it.
 * @param within looks only inside what this selector finds on the page: a sheet over it
 */
export function auditPage(within?: string): Barrier[] {
  const LEAST_TARGET = 43.5;
  const top = [...document.querySelectorAll<HTMLElement>('.phone-page')].find((each) => !each.hidden);
  const inside = within ? [...(top?.querySelectorAll<HTMLElement>(within) ?? [])] : [];
  const page = within ? inside.find((each) => each.getClientRects().length > 0) : top;
  if (!page) return within ? [{ kind: 'label', what: within, detail: 'not on the page' }] : [];
  const barriers: Barrier[] = [];
  const all = [...page.querySelectorAll<HTMLElement>('*')];
  type Rgba = [number, number, number, number];

  const rgbaOf = (text: string): Rgba => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return text === 'transparent' ? [0, 0, 0, 0] : [r, g, b, a];
  };
  const over = ([r, g, b, a]: Rgba, below: Rgba): Rgba => [
    r * a + below[0] * (1 - a),
    g * a + below[1] * (1 - a),
    b * a + below[2] * (1 - a),
    1,
  ];
  /** Every colour that may lie behind; none where a picture does. */
  const backgroundsOf = (element: HTMLElement): Rgba[] => {
    const layers: Rgba[] = [];
    for (let at: HTMLElement | null = element; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage, position } = getComputedStyle(at);
      const flat = (stop: Rgba) => layers.reduceRight((below, layer) => over(layer, below), stop);
      if (backgroundImage.includes('gradient')) {
        const stops = (backgroundImage.match(/rgba?\([^)]*\)/g) ?? []).map(rgbaOf);
        // A veil over a picture: eyes must judge.
        return stops.some(([, , , a]) => a < 1) ? [] : stops.map(flat);
      }
      if (backgroundImage !== 'none') return [];
      const own = rgbaOf(backgroundColor);
      if (own[3] === 1) return [flat(own)];
      if (own[3] > 0) layers.push(own);
      // Something placed over a picture: eyes must judge.
      if (position === 'absolute' && at.parentElement?.querySelector('wx-image')) return [];
    }
    return [layers.reduceRight((below, layer) => over(layer, below), [243, 245, 249, 1] as Rgba)];
  };
  const lightness = ([r, g, b]: Rgba): number => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (one: Rgba, other: Rgba): number => {
    const [dark, light] = [lightness(one), lightness(other)].sort((a, b) => a - b) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  };
  const shown = (element: HTMLElement): boolean => {
    const { width, height } = element.getBoundingClientRect();
    const { visibility } = getComputedStyle(element);
    let opacity = 1;
    for (let at: HTMLElement | null = element; at && at !== page; at = at.parentElement)
      opacity *= Number(getComputedStyle(at).opacity);
    return width > 0 && height > 0 && visibility === 'visible' && opacity > 0.1;
  };
  const disabled = (element: HTMLElement): boolean =>
    element.closest('[disabled], .t-button--disabled, .t-is-disabled, [aria-disabled="true"]') !== null;
  const named = (element: HTMLElement): string =>
    (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim();
  const where = (element: HTMLElement): string =>
    `${named(element).slice(0, 24) || '(no text)'} <${element.tagName.toLowerCase()} class="${element.className}">`;

  for (const element of all) {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === 3 && (node.textContent ?? '').trim(),
    );
    if (!own || !shown(element) || disabled(element)) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const size = Number.parseFloat(fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
    for (const background of backgroundsOf(element)) {
      const ratio = contrast(over(rgbaOf(color), background), background);
      if (ratio < (large ? 3 : 4.5))
        barriers.push({ kind: 'contrast', what: where(element), detail: ratio.toFixed(2) });
    }
  }

  const ROLES =
    '[role="button"], [role="link"], [role="search"], [role="switch"], [role="tab"], [role="checkbox"], [role="radio"], wx-button, .t-switch';
  for (const element of all.filter((each) => each.matches(ROLES) && shown(each))) {
    const box = element.getBoundingClientRect();
    // The finger may land on what surrounds it when that is tappable, too.
    const outer = element.parentElement?.closest<HTMLElement>(ROLES);
    if (outer && outer.getBoundingClientRect().height >= LEAST_TARGET) continue;
    if (box.height < LEAST_TARGET || box.width < LEAST_TARGET)
      barriers.push({
        kind: 'target',
        what: where(element),
        detail: `${Math.round(box.width)} × ${Math.round(box.height)}`,
      });
    if (named(element) === '' && !element.querySelector('[aria-label]') && !element.closest('[aria-label]'))
      barriers.push({ kind: 'label', what: where(element), detail: 'nothing to read aloud' });
  }
  for (const element of all.filter((each) => each.matches('wx-image') && shown(each))) {
    const hiddenOrNamed = element.closest('[aria-hidden="true"], [aria-label], [role]');
    if (!hiddenOrNamed)
      barriers.push({
        kind: 'label',
        what: where(element),
        detail: 'a picture without aria-label or aria-hidden',
      });
  }
  return barriers;
}
