/**
 * Where the server is. Empty: the same origin, as on the desk. For WeChat enter the address that is registered as
 * request 合法域名 on the mini-program's console, e.g. `https://stvs.example.cn`.
 */
export const SERVER_URL = '';

/**
 * Subscription templates that the mini-program asks for, as chosen on the mini-program's console under 订阅消息. The same
 * id goes to the server as WECHAT_TEMPLATE_SIGN_UP_RESULT; this one is what the desk simulates.
 */
export const SIGN_UP_RESULT_TEMPLATE = 'simulated-template-signup-result';
