import { Character, type Stage } from './character';
import { Narrator, type Tell } from './narrator';
import { Wire } from './wires';

export interface StoryOptions {
  productUrl: string;
  wechatUrl: string;
  /** Put before the ids of the people in WeChat: the story can be told twice to one product. */
  run: string;
  tell: Tell;
}

const PATIENCE_MS = 10_000;

/** What the chapters share: the stage, who has come on, and what came of it so far. */
export class Story {
  readonly stage: Stage;
  readonly narrator: Narrator;
  officer: Character;
  organizer: Character;
  volunteers: Character[];
  organizationId = '';
  activityId = '';
  startsAt = new Date();

  constructor({ productUrl, wechatUrl, run, tell }: StoryOptions) {
    this.narrator = new Narrator(tell);
    this.stage = { product: new Wire(productUrl), wechat: new Wire(wechatUrl), narrator: this.narrator, run };
  }

  appear(name: string): Promise<Character> {
    return new Character(this.stage, name).appear();
  }

  async productNow(): Promise<Date> {
    return new Date((await this.stage.product.send('GET', '/api/simulation/clock')).body.now);
  }

  /** Moves the product's clock and WeChat's together. */
  async moveClock(ms: number, why: string): Promise<void> {
    this.narrator.asked('时间', why);
    await this.stage.wechat.send('POST', '/control/clock/advance', { ms });
    const advanceMs = Math.ceil(ms);
    const { body } = await this.stage.product.send('POST', '/api/simulation/clock', { advanceMs });
    this.narrator.answered(body.now);
  }

  /** What follows from an event arrives a moment later. */
  async eventually(what: string, happened: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await happened())) {
      if (Date.now() > deadline) throw new Error(`意外 surprise: ${what} did not happen`);
      await new Promise((done) => setTimeout(done, 50));
    }
    this.narrator.expect(what, true, true);
  }

  /** Asks without telling. */
  // biome-ignore lint/suspicious/noExplicitAny: what the wire says
  async silently(who: Character, path: string): Promise<any> {
    return (await this.stage.product.send('GET', path, undefined, who.token)).body;
  }
}
