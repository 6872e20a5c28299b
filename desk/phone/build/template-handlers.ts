import ts from 'typescript';

/** A handler a template names, and where; lines and columns count from 0. */
export interface Handler {
  name: string;
  line: number;
  column: number;
}

/** Handlers a template binds, `bindtap="open"` and `bind:tap="open"`; names that are computed are not among them. */
export function handlersOf(wxml: string): Handler[] {
  const code = wxml.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const bindings = code.matchAll(/\s((?:capture-|mut-)?(?:bind|catch):?[a-z-]+=")([A-Za-z_$][\w$]*)"/g);
  return [...bindings].map(({ index, 0: whole, 2: name = '' }) => {
    const before = code.slice(0, index + whole.length - name.length - 1).split('\n');
    return { name, line: before.length - 1, column: before.at(-1)?.length ?? 0 };
  });
}

/**
 * Names of the methods that a script gives its page or component. Read from the source, because the types of a page whose
 * methods call each other often come out as `any`.
 * @returns undefined when they cannot be told from the source: spread in, or from a behavior
 */
export function methodsOf(script: string): Set<string> | undefined {
  const source = ts.createSourceFile('script.ts', script, ts.ScriptTarget.ES2022, true);
  for (const statement of source.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) continue;
    const [options] = statement.expression.arguments;
    if (!options || !ts.isObjectLiteralExpression(options)) continue;
    const callee = statement.expression.expression.getText(source);
    if (callee === 'Page') return namesIn(options);
    if (callee !== 'Component') continue;
    if (namesIn(options)?.has('behaviors')) return undefined;
    const methods = options.properties.find((each) => each.name?.getText(source) === 'methods');
    if (!methods) return new Set();
    return ts.isPropertyAssignment(methods) && ts.isObjectLiteralExpression(methods.initializer)
      ? namesIn(methods.initializer)
      : undefined;
  }
  return undefined;
}

function namesIn(object: ts.ObjectLiteralExpression): Set<string> | undefined {
  if (object.properties.some(ts.isSpreadAssignment)) return undefined;
  return new Set(object.properties.flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : [])));
}
