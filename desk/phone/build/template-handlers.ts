/** A handler a template names, and where; lines and columns count from 0. */
export interface Handler {
  name: string;
  line: number;
  column: number;
}

/**
 * Handlers bound in the old way, `bindtap="open"`. The template compiler takes them for attributes, so they are not
 * among the expressions it hands out.
 */
export function handlersWithoutColon(wxml: string): Handler[] {
  const code = wxml.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const bindings = code.matchAll(/\s((?:capture-|mut-)?(?:bind|catch)[a-z]+=")([A-Za-z_$][\w$]*)"/g);
  return [...bindings].map(({ index, 0: whole, 2: name = '' }) => {
    const before = code.slice(0, index + whole.length - name.length - 1).split('\n');
    return { name, line: before.length - 1, column: before.at(-1)?.length ?? 0 };
  });
}
