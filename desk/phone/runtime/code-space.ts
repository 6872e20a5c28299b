import type * as glassEasel from 'glass-easel';
import { type CodeSpace, component, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { behaviorsNamed } from './named-behaviors';
import type { Program } from './program';
import { ReadyQueue } from './ready-queue';
import { SelectorQuery } from './selector-query';

type Definition = Record<string, unknown>;

/** Where pages and components are registered under their paths and pages are made. */
export class MiniProgramCode {
  readonly ready = new ReadyQueue();
  private readonly env = new MiniProgramEnv();
  readonly space: CodeSpace;
  private readonly registered = new Set<string>();
  private registering = '';

  constructor(private readonly program: Program) {
    this.space = this.env.createCodeSpace('', true);
    keepWeChatsOptions(this.space);
    completeComponents();
    this.space.setOverallBehavior(this.ready.behaviorFor(this.space.getComponentSpace()));
    for (const [id, config] of Object.entries(program.components)) {
      this.space.addComponentStaticConfig(id, config as never);
      this.space.addStyleSheet(id, undefined, program.styleScopes[id]);
      const content = program.templates[id];
      if (content) this.space.addCompiledTemplate(id, { groupList: program.templates, content });
    }
  }

  /** Runs every script in WeChat's order; `Component` and `Page` register under the script that runs. */
  run(): void {
    for (const [id, run] of this.program.scripts) {
      this.registering = id;
      run();
    }
    for (const id of Object.keys(this.program.components)) {
      if (!this.registered.has(id)) this.space.component(id).register();
    }
  }

  /** The globals with which scripts describe themselves. */
  globals(): Record<string, unknown> {
    const named = (definition: Definition): Definition => ({
      ...definition,
      behaviors: behaviorsNamed(definition.behaviors as unknown[] | undefined, this.space),
    });
    const Behavior = (definition: Definition) =>
      this.space.behavior().definition(named(definition)).register();
    Behavior.trait = this.space.traitBehavior.bind(this.space);
    return {
      __registering: (id: string) => {
        this.registering = id;
      },
      Component: (definition: Definition) =>
        this.register((id) => this.space.component(id).definition(named(definition))),
      Page: (definition: Definition) =>
        this.register((id) => this.space.component(id).pageDefinition(named(definition))),
      Behavior,
    };
  }

  backend(context: glassEasel.CurrentWindowBackendContext) {
    return this.env.associateBackend(context);
  }

  private register(define: (id: string) => { register(): unknown }): string {
    const id = this.registering;
    this.registered.add(id);
    define(id).register();
    return id;
  }
}

/**
 * Ids are written as in the template (tests and selectors find them), and properties stay out of the node itself: one
 * named `data` would otherwise hide the component's data.
 */
function keepWeChatsOptions(space: CodeSpace): void {
  type Prepare = (is: string, options?: object) => [glassEasel.ComponentOptions, unknown];
  const inner = space as unknown as { prepareComponentOptions: Prepare };
  const prepare = inner.prepareComponentOptions.bind(space);
  const prepared: Prepare = (is, options) => {
    const [kept, isolation] = prepare(is, options);
    return [{ ...kept, idPrefixGenerator: null, writeIdToDOM: true, writeFieldsToNode: false }, isolation];
  };
  inner.prepareComponentOptions = prepared;
}

/** What the adapter's component instances lack or answer differently from WeChat's. */
function completeComponents(): void {
  const { prototype } = component.ComponentCaller;
  Object.assign(prototype, {
    createSelectorQuery(this: component.GeneralComponent) {
      return new SelectorQuery(this);
    },
    triggerEvent(
      this: component.GeneralComponent,
      name: string,
      detail: unknown,
      options?: glassEasel.EventOptions,
    ) {
      this._$.triggerEvent(name, detail ?? {}, options);
    },
    // Animations end at once: what they lead to is what matters on a desk.
    animate(_selector: string, _frames: unknown[], _duration: number, done?: () => void) {
      done?.();
    },
    clearAnimation(_selector: string, ...rest: unknown[]) {
      const done = rest.at(-1);
      if (typeof done === 'function') done();
    },
  });
}
