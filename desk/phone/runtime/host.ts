/**
 * What the world around the phone provides. Everything that on a real phone goes to WeChat or to a sensor goes
 * through here, so a desk, a test and jsdom can each be WeChat.
 *
 * Every refusal is a rejection whose message is WeChat's reason without the name of the call, e.g. `fail auth deny`.
 */
export interface Host {
  /** One-time code for `wx.login`. */
  loginCode(): Promise<string>;
  /** One-time code for a button with open-type="getPhoneNumber"; rejects when the person says no. */
  phoneCode(): Promise<string>;
  /** Text of the code the person holds before the camera. */
  scan(): Promise<string>;
  /** The person's answer to the subscription prompt, by template id. */
  askSubscribe(templateIds: string[]): Promise<Record<string, SubscribeAnswer>>;
  location(): Promise<Place>;
  /** The place picked on the map. */
  choosePlace(): Promise<NamedPlace>;
  /** The person sent the page to a friend or put it into Moments. */
  share(kind: ShareKind, payload: SharePayload): void;
  /** Resolves once the person has paid; rejects with `fail cancel` when not. */
  pay(params: PayParams): Promise<void>;
  /** Pictures, videos or documents picked from the album or camera. */
  pickFiles(request: { count: number; accept: string; camera: boolean }): Promise<File[]>;
  /** A picture went into the album. */
  saveToAlbum(file: Blob): Promise<void>;
  /** A document was opened. @param fileType its ending, e.g. `pdf` */
  openDocument(file: Blob, fileType: string): void;
  profile(): Promise<{ nickname: string; avatarUrl: string }>;
  /** What `wx.setStorage` keeps: one person's, one mini-program's. */
  storage: KeptStorage;
  /** Relative URLs of requests are resolved against this; absolute ones stay as they are. */
  requestBase: string;
  /** Whether the person has already agreed to the privacy guide, and where an agreement is kept. */
  privacy: { agreed: boolean };
}

export type SubscribeAnswer = 'accept' | 'reject' | 'ban' | 'filter';
export type ShareKind = 'friend' | 'timeline';

export interface SharePayload {
  title: string;
  /** Page with its query, as it will open at the other end. */
  path: string;
  imageUrl?: string;
}

export interface Place {
  /** Degrees, in the system the page asked for (the desk does not convert). */
  latitude: number;
  longitude: number;
  /** Metres. */
  accuracy: number;
}

export type NamedPlace = Place & { name: string; address: string };

export interface PayParams {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

/** The part of the browser's `Storage` that is used. */
export interface KeptStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  keys(): string[];
}
