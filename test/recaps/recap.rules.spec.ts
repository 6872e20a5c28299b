import { RECAP_STATES } from '../../server/recaps/recap.entity';
import { afterStep, hoursText, leadSentence, type RecapStep } from '../../server/recaps/recap.rules';

describe('recap rules', () => {
  it('allows these steps and no others', () => {
    const steps: RecapStep[] = ['edit', 'submit', 'publish', 'return', 'takeDown'];
    const allowed = steps.flatMap((step) =>
      RECAP_STATES.flatMap((state) => {
        const next = afterStep(state, step);
        return next ? [`${state} ${step} ${next}`] : [];
      }),
    );
    expect(allowed).toEqual([
      'DRAFT edit DRAFT',
      'RETURNED edit RETURNED',
      'DRAFT submit PENDING',
      'RETURNED submit PENDING',
      'PENDING publish PUBLISHED',
      'PENDING return RETURNED',
      'PUBLISHED takeDown TAKEN_DOWN',
    ]);
  });

  it.each([
    ['孩子们做了实验。大家都很高兴。', '孩子们做了实验。'],
    ['  第一行\n第二行', '第一行'],
    ['没有标点', '没有标点'],
    ['好！再来', '好！'],
    ['字'.repeat(100), `${'字'.repeat(59)}…`],
    ['😀'.repeat(61), `${'😀'.repeat(59)}…`],
    ['', ''],
  ])('takes the first sentence of %j', (text, lead) => expect(leadSentence(text)).toBe(lead));

  it.each([
    [0, '0'],
    [60, '1'],
    [90, '1.5'],
    [100, '1.67'],
    [1, '0.02'],
  ])('writes %d minutes as %s hours', (minutes, text) => expect(hoursText(minutes)).toBe(text));
});
