import type { HoursSummary } from '../../api/hours';

const NOTHING_YET: HoursSummary = {
  hours: '',
  starLevel: 0,
  stars: [],
  nextText: '',
  percent: 0,
  asOfText: '',
};

/** The five stars, and how far it is to the next. */
Component({
  properties: { summary: { type: Object, value: NOTHING_YET } },
});
