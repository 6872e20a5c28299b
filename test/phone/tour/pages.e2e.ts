import { type DeskInBrowser, openDeskInBrowser } from '../../../desk/desk-in-browser';
import { type Facts, findFacts } from './facts';
import { STOPS } from './stops';
import { pagesOfApp, Visitor } from './visit';

/** Every page opens, is readable for weak eyes and can be hit by a thick finger; `npm run screens` takes the pictures. */
describe('all pages of the mini-program', () => {
  let desk: DeskInBrowser;
  let facts: Facts;

  beforeAll(async () => {
    desk = await openDeskInBrowser();
    facts = await findFacts(desk.url);
  }, 150_000);

  afterAll(() => desk?.stop(), 60_000);

  test('the tour names no page that is gone', () => {
    expect(pagesOfApp()).toEqual(expect.arrayContaining(Object.keys(STOPS)));
  });

  test.each([
    ['usual type', false],
    ['large type', true],
  ])(
    'in %s',
    async (_, largeType) => {
      const visitor = new Visitor(desk.browser, desk.url, facts, { largeType });
      const found: string[] = [];
      for (const page of pagesOfApp()) {
        const { trouble, barriers } = await visitor.visit(page);
        found.push(...trouble.map((word) => `${page}: ${word}`));
        found.push(...barriers.map(({ kind, what, detail }) => `${page}: ${kind} ${detail} ${what}`));
      }
      expect(found).toEqual([]);
    },
    240_000,
  );
});
