import * as glassEasel from 'glass-easel';

/** Hands errors of handlers and lifetimes to `listener`; they are also written to the console. */
export function addGlobalErrorListener(listener: (error: unknown) => void): void {
  glassEasel.addGlobalErrorListener((error) => {
    listener(error);
    console.error(error);
    return false;
  });
}

// WeChat ignores these, and so do its libraries.
const IGNORED = /is not a valid (property|event binding or slot value)|Use number as for-list/;

/** Shows what the framework finds strange in the mini-program's own templates. */
export function addGlobalWarningListener(): void {
  glassEasel.addGlobalWarningListener((message, related) => {
    const path = typeof related === 'string' ? related : (related?.is ?? '');
    const own = path !== '' && !path.startsWith('miniprogram_npm/');
    if (own && !IGNORED.test(message)) console.warn(`${path}: ${message}`);
    return false;
  });
}
