import { settle } from './api/call';
import { createWx } from './api/wx';
import { AppInstance } from './app-instance';
import { defineBuiltins } from './builtin';
import { MiniProgramCode } from './code-space';
import { DomBackend } from './dom-backend';
import type { Host } from './host';
import { Journal, messageOf } from './journal';
import { LocalFiles } from './local-files';
import { PageStack } from './page-stack';
import type { Failure, Mock, Outcome, Phone, Wx } from './phone';
import type { PhoneOptions } from './phone-options';
import { Privacy } from './privacy';
import type { Program } from './program';
import { Overlays } from './screen/overlays';
import { Screen } from './screen/screen';
import { Sharing } from './sharing';

const SINGLE_PAGE = 1154;

/** One running mini-program: everything else reaches each other through it. */
export class RunningPhone implements Phone {
  readonly host: Host;
  readonly journal = new Journal();
  readonly mocks: Map<string, Mock>;
  readonly code: MiniProgramCode;
  readonly screen: Screen;
  readonly overlays: Overlays;
  readonly pages: PageStack;
  readonly app: AppInstance;
  readonly files: LocalFiles;
  readonly privacy: Privacy;
  readonly sharing: Sharing;
  readonly wx: Wx;
  readonly backend: ReturnType<MiniProgramCode['backend']>;
  readonly scene: number;

  constructor(
    readonly program: Program,
    private readonly options: PhoneOptions,
  ) {
    this.host = options.host;
    this.scene = options.scene ?? 1001;
    this.mocks = new Map(Object.entries(options.mocks ?? {}));
    this.screen = new Screen(this, options.screen ?? document.body);
    this.overlays = new Overlays(this.screen.overlays);
    this.code = new MiniProgramCode(program);
    this.backend = this.code.backend(new DomBackend(this.screen.element));
    defineBuiltins(this.code.space.getComponentSpace(), this);
    this.pages = new PageStack(this);
    this.app = new AppInstance();
    this.files = new LocalFiles(program.files, this.host.requestBase);
    this.privacy = new Privacy(this);
    this.sharing = new Sharing(this);
    this.wx = createWx(this);
  }

  get singlePage(): boolean {
    return this.scene === SINGLE_PAGE;
  }

  get launch() {
    const [path = '', query = ''] = this.startPath.split('?');
    return {
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
      scene: this.scene,
      referrerInfo: {},
    };
  }

  start(): void {
    const globals = {
      ...this.code.globals(),
      wx: this.wx,
      App: this.app.define,
      getApp: () => this.app.instance,
      getCurrentPages: () => this.pages.all.map(({ caller }) => caller),
    };
    Object.assign(globalThis, globals);
    this.code.run();
    this.app.launch(this.launch);
    this.pages.launch(this.startPath);
  }

  leave(): void {
    this.pages.top?.hide();
    this.app.call('onHide');
  }

  enter(): void {
    this.app.call('onShow', this.launch);
    this.pages.top?.show();
  }

  stop(): void {
    this.pages.closeAll();
    this.screen.element.remove();
  }

  failed(error: unknown): void {
    this.journal.failed(error);
    this.app.call('onError', messageOf(error));
  }

  rejected(reason: unknown): void {
    this.journal.failed((reason as Failure | undefined)?.errMsg ?? reason);
    this.app.call('onUnhandledRejection', { reason });
  }

  guarded<T>(name: string, run: () => T | Promise<T>): Promise<Outcome<T>> {
    return settle(this, name, {}, run);
  }

  fileUrl(path: string, from: string): string {
    return this.files.url(path, from);
  }

  absolutePath(path: string, from: string): string {
    return path.startsWith('/')
      ? path
      : new URL(path, `http://phone/${from}`).href.slice('http://phone'.length);
  }

  private get startPath(): string {
    const { app } = this.program;
    return (this.options.path || app.entryPagePath || app.pages[0] || '').replace(/^\//, '');
  }
}
