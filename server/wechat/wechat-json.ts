/**
 * Parses an answer of WeChat. Integers of more than 15 digits (message ids are 64-bit) become strings,
 * because as numbers they would silently lose their last digits.
 *
 * @throws SyntaxError
 */
export function parseWechatJson(text: string): unknown {
  // Strings are matched too, so that digits inside them are left alone.
  return JSON.parse(text.replace(TOKEN, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token)));
}

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
