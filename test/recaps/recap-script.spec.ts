import { runInNewContext } from 'node:vm';
import { RECAP_SCRIPT } from '../../server/recaps/recap-script';

const settings = { appId: 'wx1', timestamp: 1, nonceStr: 'n', signature: 's' };
const dataset = {
  recap: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  title: '科学实验进社区',
  url: 'https://stvs.example/recaps/1',
  image: 'https://stvs.example/files/1.jpg',
  description: '孩子们做了实验。',
};

/** Runs the page's script as a phone would. @returns what it asked of the server and of WeChat */
async function run(options: { wechat: boolean; answers?: boolean }) {
  const asked: string[] = [];
  const cards: Record<string, Record<string, unknown>> = {};
  let configured: Record<string, unknown> | undefined;
  const wx = {
    config: (given: Record<string, unknown>) => {
      configured = given;
    },
    ready: (then: () => void) => then(),
    updateAppMessageShareData: (card: Record<string, unknown>) => Object.assign(cards, { friend: card }),
    updateTimelineShareData: (card: Record<string, unknown>) => Object.assign(cards, { moments: card }),
  };
  runInNewContext(RECAP_SCRIPT, {
    document: { querySelector: () => ({ dataset }) },
    location: { href: 'https://stvs.example/recaps/1?from=x#top' },
    window: options.wechat ? { wx } : {},
    fetch: async (url: string, request?: { method?: string }) => {
      asked.push(`${request?.method ?? 'GET'} ${url}`);
      if (options.answers === false) throw new TypeError('offline');
      return { ok: true, json: async () => settings };
    },
  });
  await new Promise((done) => setTimeout(done, 20));
  return { asked, cards, configured };
}

const VIEW = `POST /api/public/recaps/${dataset.recap}/views`;

describe('the script of a recap’s page', () => {
  it('gives WeChat a card with title, sentence and picture, and signs the address without its fragment', async () => {
    const { asked, cards, configured } = await run({ wechat: true });
    const address = encodeURIComponent('https://stvs.example/recaps/1?from=x');
    expect(asked).toEqual([VIEW, `GET /api/public/js-sdk?url=${address}`]);
    expect(configured).toMatchObject(settings);
    const card = { title: dataset.title, link: dataset.url, imgUrl: dataset.image };
    expect(cards.friend).toMatchObject({ ...card, desc: dataset.description });
    expect(cards.moments).toMatchObject(card);
  });

  it('only counts the view outside of WeChat', async () => {
    expect((await run({ wechat: false })).asked).toEqual([VIEW]);
  });

  it('leaves the page alone when the server does not answer', async () => {
    const { configured } = await run({ wechat: true, answers: false });
    expect(configured).toBeUndefined();
  });
});
