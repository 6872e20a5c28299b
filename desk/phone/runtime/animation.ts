interface Step {
  animates: { type: string; args: unknown[] }[];
  options: AnimationOptions;
}

interface AnimationOptions {
  duration?: number;
  timingFunction?: string;
  delay?: number;
}

/** What `animation.export()` hands to the `animation` attribute of a template. */
export interface ExportedAnimation {
  actions: Step[];
}

const STYLES: Record<string, string> = {
  opacity: 'opacity',
  backgroundColor: 'background-color',
  width: 'width',
  height: 'height',
  top: 'top',
  left: 'left',
  right: 'right',
  bottom: 'bottom',
};
const ANGLES = /^(rotate|skew)/;
const LENGTHS = /^translate/;
const TRANSFORMS =
  'rotate rotateX rotateY rotateZ rotate3d scale scaleX scaleY scaleZ scale3d translate translateX translateY translateZ translate3d skew skewX skewY matrix matrix3d'.split(
    ' ',
  );

/** `wx.createAnimation`: collects what is asked for, step by step. */
export function createAnimation(defaults: AnimationOptions = {}): Record<string, unknown> {
  let actions: Step[] = [];
  let animates: Step['animates'] = [];
  const animation: Record<string, unknown> = {
    step: (options: AnimationOptions = {}) => {
      actions.push({ animates, options: { ...defaults, ...options } });
      animates = [];
      return animation;
    },
    export: (): ExportedAnimation => {
      const exported = { actions };
      actions = [];
      return exported;
    },
  };
  for (const type of [...Object.keys(STYLES), ...TRANSFORMS]) {
    animation[type] = (...args: unknown[]) => {
      animates.push({ type, args });
      return animation;
    };
  }
  return animation;
}

/** The style an animation ends in, moving there over its last step; earlier steps are passed over. */
export function styleOf(animation: ExportedAnimation | null): string {
  const last = animation?.actions?.at(-1);
  if (!animation || !last) return '';
  const all = animation.actions.flatMap(({ animates }) => animates);
  const styles = new Map(
    all.flatMap(({ type, args }) => (STYLES[type] ? [[STYLES[type], css(type, args[0])] as const] : [])),
  );
  const transforms = all.filter(({ type }) => TRANSFORMS.includes(type));
  if (transforms.length > 0) {
    const functions = transforms.map(
      ({ type, args }) => `${type}(${args.map((each) => css(type, each)).join(',')})`,
    );
    styles.set('transform', functions.join(' '));
  }
  const { duration = 400, timingFunction = 'linear', delay = 0 } = last.options;
  styles.set('transition', `all ${duration}ms ${timingFunction} ${delay}ms`);
  return [...styles].map(([name, value]) => `${name}:${value}`).join(';');
}

function css(type: string, value: unknown): string {
  if (typeof value !== 'number') return String(value);
  if (ANGLES.test(type)) return `${value}deg`;
  const isLength = LENGTHS.test(type) || (type in STYLES && type !== 'opacity');
  return isLength ? `${value}px` : String(value);
}
