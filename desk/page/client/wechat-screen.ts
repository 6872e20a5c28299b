import type { PersonView } from '../../wire';
import type { DeskState } from '../desk-state';

/** What WeChat's own screens may do with the phone they are on. */
export interface PhoneAccess {
  readonly person: PersonView;
  readonly state: DeskState;
  go(screen: WechatScreen): void;
  back(): void;
  /** @param scene WeChat's number of where it was opened; 1154 shows one page alone */
  openMiniProgram(path?: string, scene?: number): void;
  openWeb(url: string): void;
  scan(): void;
  /** Does something in WeChat, then shows what came of it; says so when it was refused. */
  act(action: string, body?: object): Promise<void>;
  /** How many messages of a conversation came after it was last looked at. */
  unread(conversation: string): number;
  markRead(conversation: string): void;
}

export interface WechatScreen {
  title: string;
  /** Fills what is between the bars. */
  element: HTMLElement;
  /** Set on the four screens of the tab bar. */
  tab?: string;
  /** Draws what may have changed. */
  refresh(): void;
}
