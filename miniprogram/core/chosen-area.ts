import { readStored, writeStored } from './storage';

/** The area somebody looks at, kept on this phone; both empty for the whole country. */
export interface ChosenArea {
  code: string;
  name: string;
}

const CHOSEN_AREA = 'settings.area';

export const chosenArea = (): ChosenArea => readStored<ChosenArea>(CHOSEN_AREA) ?? { code: '', name: '' };

export function chooseArea(area: ChosenArea): void {
  writeStored(CHOSEN_AREA, area);
}
