export interface RefusalBody {
  code: string;
  message: string;
  detail?: Record<string, unknown>;
}

/** The server's no: its message is fit to show and says what to do. */
export class Refusal extends Error {
  readonly code: string;
  readonly detail: Record<string, unknown>;

  constructor(
    /** HTTP status; 0 when there was no answer */
    readonly status: number,
    { code, message, detail = {} }: RefusalBody,
  ) {
    super(message);
    this.code = code;
    this.detail = detail;
  }

  /** Field → what to write there, when the form was refused. */
  get fields(): Record<string, string> {
    const listed = (this.detail.fields ?? []) as { field: string; message: string }[];
    const one = typeof this.detail.field === 'string' ? { [this.detail.field]: this.message } : {};
    return { ...one, ...Object.fromEntries(listed.map(({ field, message }) => [field, message])) };
  }
}

/** @returns what went wrong in words, whatever it was */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  console.error(error);
  return '页面出了点问题，请刷新后重试。';
}
