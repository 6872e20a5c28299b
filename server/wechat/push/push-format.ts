import { isFields, type PushFields } from './fields';
import { parseXml } from './xml';

export type PushFormat = 'xml' | 'json';

/**
 * Parses the body of a push, or what was encrypted in it.
 *
 * @returns undefined when it is neither a well-formed `<xml>` document nor a JSON object
 */
export function parseBody(body: string): { format: PushFormat; fields: PushFields } | undefined {
  const format = /^\s*\{/.test(body) ? 'json' : 'xml';
  const fields = format === 'json' ? parseJson(body) : parseXml(body);
  return isFields(fields) ? { format, fields } : undefined;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
