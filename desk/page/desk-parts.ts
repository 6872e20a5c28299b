import type { DeskControl } from '../wire';
import type { BothClocks } from './both-clocks';
import type { KeptState } from './kept-state';
import type { PageFiles } from './page-files';

/** What answering the page needs; `wechat` and `clocks` are there once the product runs. */
export interface DeskParts {
  readonly kept: KeptState;
  readonly clocks: BothClocks;
  readonly wechat: DeskControl;
  /** @throws BuildFailure */
  files(path: string): Promise<PageFiles>;
}
