/**
 * Figures of the country, its areas and organizations, and the showcase. Invariants: everything is derived from facts
 * and can be counted again with the same outcome; periods and areas add up; hours are effective and undisputed (R80);
 * every answer says as of when it is (R82); volunteers are shown masked and only with their consent.
 */
export { Figures } from './figures.entity';
export { FiguresMark, FiguresRefresh } from './figures-mark.entity';
export { VolunteerFigures } from './volunteer-figures.entity';
