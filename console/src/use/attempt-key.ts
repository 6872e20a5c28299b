/** @returns letters that name one attempt: sent again with each retry, never for anything else */
export const newAttemptKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** @returns what names an attempt by its content: the same content sent again is the same attempt, other content another */
export function useAttemptKey(): (content: object) => string {
  let attempt = { content: '', key: '' };
  return (content) => {
    const said = JSON.stringify(content);
    if (said !== attempt.content) attempt = { content: said, key: newAttemptKey() };
    return attempt.key;
  };
}
