/**
 * The conversation of the official account: answers, its menu, the web log-in, and the log-in on the PC that a scan
 * begins. It changes nothing but accounts and sessions.
 */
export { ConsoleLogIn } from './console-log-in.entity';
export { configuredMenu } from './menu';
