/** Where the story is told: on a terminal, or into a test's memory. */
export type Tell = (line: string) => void;

/** One thing asked and what was answered. */
export interface Exchange {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the wire says
  body: any;
}

/** Tells the story step by step and ends it at the first surprise. */
export class Narrator {
  private step = 0;

  constructor(private readonly tell: Tell) {}

  /** Begins a step. */
  chapter(title: string): void {
    this.step += 1;
    this.tell(`\n${this.step}. ${title}`);
  }

  asked(who: string, what: string): void {
    this.tell(`   ${who} → ${what}`);
  }

  answered(what: string): void {
    this.tell(`     ← ${what}`);
  }

  /** @throws Error when `actual` is not what the story needs */
  expect(what: string, actual: unknown, expected: unknown): void {
    const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (is !== wanted) throw new Error(`意外 surprise: ${what}: expected ${wanted}, got ${is}`);
    this.tell(`     ✓ ${what}：${typeof actual === 'string' ? actual : is}`);
  }

  /** @throws Error when `text` does not contain `part` */
  expectWords(what: string, text: string, part: string): void {
    if (!text.includes(part))
      throw new Error(`意外 surprise: ${what}: 「${text}」 does not contain 「${part}」`);
    this.tell(`     ✓ ${what}：${text.replaceAll('\n', ' / ')}`);
  }
}
