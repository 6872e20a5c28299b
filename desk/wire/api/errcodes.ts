/** WeChat's words for the errcodes that the desk answers with. */
const MESSAGES: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40016: 'invalid button size',
  40017: 'invalid button type',
  40018: 'invalid button name size',
  40019: 'invalid button key size',
  40020: 'invalid button url size',
  40023: 'invalid sub button size',
  40025: 'invalid sub button name size',
  40029: 'invalid code',
  40035: 'invalid parameter',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40130: 'invalid openid list size, at least two openid',
  40163: 'code been used',
  40165: 'invalid weapp pagepath',
  40212: 'invalid query',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  42003: 'code expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43004: 'require subscribe',
  43101: 'user refuse to accept the msg',
  44002: 'empty post data',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45015: 'response out of time limit or subscription is canceled',
  45028: 'has no masssend quota',
  45047: 'out of response count limit',
  45065: 'clientmsgid exist',
  45067: 'clientmsgid size out of limit',
  46003: 'menu no exist',
  47001: 'data format error',
  47003: 'argument invalid!',
  48001: 'api unauthorized',
  61010: 'code is expired',
  76021: 'cgi_path not found, please check',
  85401: 'invalid expire_time',
};

/** An answer with an errcode: always HTTP 200, as WeChat does it. */
export class WireError extends Error {
  override name = 'WireError';

  /** @param details what WeChat adds to the message, and further fields of the answer */
  constructor(
    readonly errcode: number,
    details?: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super([MESSAGES[errcode] ?? 'unknown error', details].filter(Boolean).join(' '));
  }
}
