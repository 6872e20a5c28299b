import type Koa from 'koa';
import { Wire } from '../story/wires';
import type { DeskControl } from '../wire';
import { BothClocks } from './both-clocks';
import type { DeskParts } from './desk-parts';
import { KeptState } from './kept-state';
import { pageRoutes } from './page.routes';
import { buildPageFiles, type PageFiles } from './page-files';
import { productProxy } from './product-proxy';

/** WeChat on your desk in the browser: the page, what it asks for, and the product behind the same origin. */
export class DeskPage implements DeskParts {
  readonly kept: KeptState;
  clocks: BothClocks;
  wechat: DeskControl;
  private productUrl: string | undefined;
  private built: Promise<PageFiles>;

  /**
   * @param dataDir the product's data folder
   * @param options.watch builds anew whenever the page is opened
   */
  constructor(
    dataDir: string,
    private readonly options: { watch?: boolean } = {},
  ) {
    this.kept = new KeptState(dataDir);
    this.built = buildPageFiles();
    // Whoever waits for it hears of a failure; until then it is nobody's.
    this.built.catch(() => undefined);
  }

  /** For `startDesk({ extend })`. */
  readonly extend = (app: Koa): void => {
    app.use(pageRoutes(this)).use(productProxy(() => this.productUrl));
  };

  /** Both are running: brings back people and time of before. */
  async connect(control: DeskControl, productUrl: string): Promise<void> {
    this.wechat = control;
    this.productUrl = productUrl;
    this.clocks = new BothClocks(new Wire(productUrl), control, this.kept);
    for (const person of this.kept.people) control.putPerson(person);
    await this.clocks.restore();
  }

  /** @throws BuildFailure */
  async files(path: string): Promise<PageFiles> {
    if (path === '/' && this.options.watch) this.built = buildPageFiles();
    return this.built;
  }
}
