import type * as glassEasel from 'glass-easel';

/**
 * glass-easel leaves `ready` to its embedder. Components become ready after they are in the page and laid out, from
 * the inside out.
 */
export class ReadyQueue {
  private waiting: glassEasel.GeneralComponent[] = [];
  private scheduled = false;

  behaviorFor(space: glassEasel.ComponentSpace): glassEasel.GeneralBehavior {
    const queue = this;
    return space
      .define()
      .lifetime('attached', function (this: glassEasel.GeneralComponent) {
        // Registered components run with their method caller as `this`; the component is behind it.
        queue.add((this as { _$?: glassEasel.GeneralComponent })._$ ?? this);
      })
      .registerBehavior() as unknown as glassEasel.GeneralBehavior;
  }

  flush(): void {
    this.scheduled = false;
    const components = this.waiting.reverse();
    this.waiting = [];
    for (const component of components) component.triggerLifetime('ready', []);
  }

  private add(component: glassEasel.GeneralComponent): void {
    this.waiting.push(component);
    if (this.scheduled) return;
    this.scheduled = true;
    setTimeout(() => this.flush());
  }
}
