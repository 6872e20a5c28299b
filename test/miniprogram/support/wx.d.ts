interface RequestOptions {
  success?(answer: { statusCode: number; data: unknown }): void;
  fail?(failure: { errMsg: string }): void;
  [option: string]: unknown;
}

// What the mini-program's own project (miniprogram/tsconfig.json) checks in full; here only so that tests can import it.
declare let wx: {
  request(options: RequestOptions): void;
  uploadFile(options: {
    success?(answer: { statusCode: number; data: string }): void;
    fail?(failure: { errMsg: string }): void;
    [option: string]: unknown;
  }): void;
  downloadFile(options: {
    success?(answer: { statusCode: number; tempFilePath: string }): void;
    fail?(failure: { errMsg: string }): void;
    [option: string]: unknown;
  }): void;
  // biome-ignore lint/suspicious/noExplicitAny: tests put a stand-in there
  [api: string]: any;
};
