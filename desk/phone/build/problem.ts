/** One thing wrong in a mini-program's own files; `line` and `column` count from 1. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** The build refuses to go on: every problem found so far, one per line, as `file:line:column message`. */
export class BuildFailure extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.name = 'BuildFailure';
  }
}

export function describeProblem({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column} ${message}`;
}
