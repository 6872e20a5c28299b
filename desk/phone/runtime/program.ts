/** What the build hands to the runtime: a mini-program, compiled. */
export interface Program {
  app: AppConfig;
  /** Static configuration of every page and component by its path, e.g. `pages/home/home`. */
  components: Record<string, ComponentConfig & PageConfig>;
  /** Compiled WXML by path, as glass-easel's template engine reads it. */
  templates: Record<string, TemplateGroup>;
  /** Class prefix of the components whose styles are their own; the others share the application's. */
  styleScopes: Record<string, string>;
  styles: string;
  /** Scripts in the order WeChat runs them, `app` first. */
  scripts: [path: string, run: () => unknown][];
  /** Pictures and other files of the package as data URLs, by absolute path, e.g. `/assets/logo.png`. */
  files: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: generated code, opaque to everybody but glass-easel
export type TemplateGroup = any;

export interface AppConfig {
  pages: string[];
  entryPagePath?: string;
  window?: WindowConfig;
  tabBar?: TabBarConfig;
  [field: string]: unknown;
}

export interface WindowConfig {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: 'black' | 'white';
  navigationStyle?: 'default' | 'custom';
  backgroundColor?: string;
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
}

export type PageConfig = WindowConfig & { disableScroll?: boolean };

export interface ComponentConfig {
  component?: boolean;
  styleIsolation?: string;
  addGlobalClass?: boolean;
  usingComponents?: Record<string, string>;
  componentGenerics?: Record<string, true | { default: string }>;
}

export interface TabBarConfig {
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  borderStyle?: 'black' | 'white';
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[];
}
