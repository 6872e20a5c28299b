import ts from 'typescript';

// What a template sees: a page's or component's data and its methods, as the official typings infer them.
const DECLARATIONS = [
  'declare const __tags: any;',
  'declare function __page<D extends WechatMiniprogram.Page.DataOption, C extends WechatMiniprogram.Page.CustomOption>(',
  '  options: WechatMiniprogram.Page.Options<D, C>): { data: D; methods: C };',
  'declare function __component<D extends WechatMiniprogram.Component.DataOption,',
  '  P extends WechatMiniprogram.Component.PropertyOption, M extends WechatMiniprogram.Component.MethodOption,',
  '  B extends WechatMiniprogram.Component.BehaviorOption, I extends WechatMiniprogram.IAnyObject = {},',
  '  T extends boolean = false>(options: WechatMiniprogram.Component.Options<D, P, M, B, I, T>):',
  '  { data: D & WechatMiniprogram.Component.PropertyOptionToData<P>; methods: M };',
].join('\n');

/**
 * A page's or component's script in which `Page(…)` or `Component(…)` keeps the types it was called with under the
 * name `__template`; nothing when the script has no such call.
 */
export function typedScript(script: string): string | undefined {
  const source = ts.createSourceFile('script.ts', script, ts.ScriptTarget.ES2022, true);
  for (const statement of source.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) continue;
    const { expression: callee } = statement.expression;
    if (!ts.isIdentifier(callee) || !['Page', 'Component'].includes(callee.text)) continue;
    const start = statement.getStart(source);
    const call = `const __template=__${callee.text.toLowerCase()}`;
    const kept = script.slice(0, start) + call + script.slice(callee.end);
    // An import makes the script a module, so names of different pages do not meet.
    return `${kept}\nexport {};\n${DECLARATIONS}`;
  }
  return undefined;
}
