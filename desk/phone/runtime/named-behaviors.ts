import type { CodeSpace } from 'glass-easel-miniprogram-adapter';

const made = new WeakMap<CodeSpace, Map<string, unknown>>();

/** Replaces WeChat's built-in behaviors, which are named by strings, with behaviors that do the same here. */
export function behaviorsNamed(behaviors: unknown[] | undefined, space: CodeSpace): unknown[] {
  return (behaviors ?? []).map((behavior) =>
    typeof behavior === 'string' ? named(behavior, space) : behavior,
  );
}

function named(name: string, space: CodeSpace): unknown {
  const known = made.get(space) ?? new Map<string, unknown>();
  made.set(space, known);
  if (!known.has(name)) known.set(name, define(name, space));
  return known.get(name);
}

function define(name: string, space: CodeSpace): unknown {
  // A form finds these two properties on whatever lies in it.
  if (name === 'wx://form-field') {
    return space
      .behavior()
      .definition({
        properties: { name: { type: String, value: '' }, value: { type: null as never, value: '' } },
      })
      .register();
  }
  // Buttons find their form in the document, `export` is known to the adapter, the others change nothing here.
  if (
    [
      'wx://form-field-button',
      'wx://component-export',
      'wx://form-field-group',
      'wx://proxy-scroll-view',
    ].includes(name)
  ) {
    return space.behavior().register();
  }
  throw new Error(`behavior ${name} is not provided by the browser phone`);
}
