/** The conversation of the official account: answers, its menu, and the web log-in. It changes nothing but accounts. */
export { configuredMenu } from './menu';
