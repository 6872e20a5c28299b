import type { Clock } from '../platform/clock';

interface Answer {
  madeAt: number;
  json: Promise<Buffer>;
}

const MAX_ANSWERS = 2_000;

/**
 * Answers of hot public reads, ready as bytes: building one costs the database and about twenty times the CPU of
 * sending it. Kept in the process and only for moments, so nothing has to be invalidated; who asks while an answer is
 * being made waits for that one.
 */
export class RecentAnswers {
  private readonly answers = new Map<string, Answer>();

  /** @param freshMs how old an answer may be, in milliseconds */
  constructor(
    private readonly clock: Clock,
    private readonly freshMs: number,
  ) {}

  /** @param make builds the view as of the given instant; its faults are passed on and not kept */
  answer(key: string, make: (asOf: Date) => Promise<object>): Promise<Buffer> {
    const now = this.clock.now();
    const known = this.answers.get(key);
    const age = known && now.getTime() - known.madeAt;
    if (known && age! >= 0 && age! < this.freshMs) return known.json;
    const json = make(now).then((view) => Buffer.from(JSON.stringify(view)));
    const made = { madeAt: now.getTime(), json };
    this.keep(key, made);
    json.catch(() => {
      if (this.answers.get(key) === made) this.answers.delete(key);
    });
    return json;
  }

  private keep(key: string, answer: Answer): void {
    // Inserted anew, so that the first key is always the oldest.
    this.answers.delete(key);
    this.answers.set(key, answer);
    if (this.answers.size > MAX_ANSWERS) this.answers.delete(this.answers.keys().next().value!);
  }
}
