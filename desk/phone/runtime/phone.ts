import type { AssociatedBackend, CodeSpace, component } from 'glass-easel-miniprogram-adapter';
import type { EventChannel } from './event-channel';
import type { Host, ShareKind } from './host';
import type { Journal } from './journal';
import type { LocalFiles } from './local-files';
import type { PageConfig, Program } from './program';
import type { Overlays } from './screen/overlays';
import type { TabBar } from './screen/tab-bar';

/** An answer given in place of an API call: a result, a failure (`{ errMsg: '…:fail …' }`), or what makes one. */
export type Mock = object | ((options: never) => unknown);

/** A failed call as pages see it. */
export interface Failure {
  errMsg: string;
  errCode?: number;
  [field: string]: unknown;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

// biome-ignore lint/suspicious/noExplicitAny: pages see the official types of miniprogram-api-typings
export type Wx = Record<string, any>;

type Hook = (...args: unknown[]) => unknown;

/** A page's instance: what `this` is in its methods. */
export type PageCaller = component.GeneralComponent & Record<string, Hook | undefined>;

/** A page on the stack. */
export interface OpenPage {
  readonly route: string;
  readonly query: Record<string, string>;
  /** The query with its `?`, or nothing. */
  readonly search: string;
  readonly config: PageConfig;
  readonly caller: PageCaller;
  /** The page area, and the part of it that scrolls. */
  readonly area: HTMLElement;
  readonly scroll: HTMLElement;
  title: string;
  show(): void;
  hide(): void;
  pullDown(): void;
  stopPullDown(): void;
  reachBottom(): void;
}

/** The pages that are open, the visible one on top. Refusals are thrown with WeChat's reason. */
export interface Pages {
  readonly all: readonly OpenPage[];
  readonly top: OpenPage | undefined;
  isTab(route: string): boolean;
  launch(path: string): void;
  open(path: string): EventChannel;
  replace(path: string): void;
  switchTab(path: string): void;
  back(delta: number): void;
}

/** The phone's own bars and layers. */
export interface PhoneScreen {
  readonly element: HTMLElement;
  readonly tabBar: TabBar;
  readonly title: string;
  /** Where the capsule with the three dots lies, in CSS pixels of the phone. */
  readonly capsule: object;
  show(page: OpenPage | undefined): void;
  setTitle(title: string): void;
  setColours(colours: { frontColor?: string; backgroundColor?: string }): void;
  busy(on: boolean): void;
  hideHome(): void;
}

/** How a page asks for agreement to the privacy guide by itself. */
export type PrivacyListener = (
  resolve: (answer: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void,
  info: { referrer: string },
) => void;

export interface PrivacyGuide {
  readonly agreed: boolean;
  agree(): void;
  onNeed(listener: PrivacyListener): void;
  /** Resolves once the person has agreed; rejects when they do not. */
  require(referrer: string): Promise<void>;
  /** The same for an API call, if it needs an agreement at all. */
  requireFor(call: string): Promise<void>;
}

export interface ShareMenu {
  hide(hidden: boolean): void;
  openMenu(): Promise<void>;
  share(kind: ShareKind, from: { from: 'menu' | 'button'; target?: unknown }): void;
}

/** One running mini-program, as its parts know each other. */
export interface Phone {
  readonly program: Program;
  readonly host: Host;
  readonly scene: number;
  /** Opened alone out of Moments. */
  readonly singlePage: boolean;
  /** How and with which page the mini-program was opened. */
  readonly launch: { path: string; query: Record<string, string>; scene: number; referrerInfo: object };
  readonly journal: Journal;
  readonly mocks: Map<string, Mock>;
  readonly files: LocalFiles;
  readonly overlays: Overlays;
  readonly screen: PhoneScreen;
  readonly pages: Pages;
  readonly privacy: PrivacyGuide;
  readonly sharing: ShareMenu;
  readonly code: { space: CodeSpace; ready: { flush(): void } };
  readonly backend: AssociatedBackend;
  readonly wx: Wx;
  /** Runs something WeChat would do for a page: noted, refused where WeChat refuses, replaceable by a mock. */
  guarded<T>(name: string, run: () => T | Promise<T>): Promise<Outcome<T>>;
  /** URL a browser can load for a path as templates and APIs name it; '' when there is none. */
  fileUrl(path: string, from: string): string;
  /** `../detail/detail?id=1` beside `pages/home/home` is `/pages/detail/detail?id=1`. */
  absolutePath(path: string, from: string): string;
  leave(): void;
  enter(): void;
  stop(): void;
  failed(error: unknown): void;
}
