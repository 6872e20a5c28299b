/** What we use of co-wechat-api 3.11, which ships no types. Fields are ours to assign; everything else goes through `request`. */
declare module 'co-wechat-api' {
  class API {
    constructor(
      appid: string,
      appsecret: string,
      getToken?: () => Promise<unknown>,
      saveToken?: (token: unknown) => Promise<void>,
      tokenFromCustom?: boolean,
    );
    readonly appid: string;
    readonly appsecret: string;
    prefix: string;
    snsPrefix: string;
    mpPrefix: string;
    fileServerPrefix: string;
    payPrefix: string;
    merchantPrefix: string;
    customservicePrefix: string;
    wxaPrefix: string;

    request(url: string, options?: API.RequestOptions): Promise<unknown>;
    getAccessToken(): Promise<API.Token>;
    ensureAccessToken(): Promise<API.Token>;

    getUser(options: { openid: string; lang: string }): Promise<unknown>;
    createTmpQRCode(scene: string, expireSeconds: number): Promise<unknown>;
    createLimitQRCode(scene: string): Promise<unknown>;
    createMenu(menu: unknown): Promise<unknown>;
    getMenu(): Promise<unknown>;
    sendText(openid: string, text: string): Promise<unknown>;
    code2Session(code: string): Promise<unknown>;
  }

  namespace API {
    interface Token {
      accessToken: string;
    }
    interface RequestOptions {
      method?: string;
      data?: string | Buffer;
      headers?: Record<string, string>;
      dataType?: string;
    }
  }

  export = API;
}
