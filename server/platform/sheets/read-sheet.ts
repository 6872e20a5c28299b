import { once } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { SHEET_LIMITS, type SheetLimits, type SheetRow } from './sheet';
import type { SheetAnswer, SheetTask } from './sheet.worker';
import { sheetFault } from './sheet-faults';

const EXTENSION = extname(__filename);

/**
 * Reads a spreadsheet that somebody uploaded: .xlsx, .xls, or .csv in UTF-8 or GBK. A thread of its own does the
 * reading, with bounds on its time and memory: neither a hostile nor a huge file holds up or ends this process.
 * Stop iterating to stop reading.
 *
 * @param bytes    the whole file; its upload bounds its size
 * @param fileName as the person named it; an extension that contradicts the content is refused
 * @returns the rows that are not blank, in portions, of the first visible sheet
 * @throws Fault invalid, `SheetRefusal` says which
 */
export async function* readSheet(
  bytes: Buffer,
  fileName: string,
  limits: Partial<SheetLimits> = {},
): AsyncGenerator<SheetRow[]> {
  const bounds = { ...SHEET_LIMITS, ...limits };
  const task: SheetTask = { bytes, fileName, limits: bounds };
  const thread = new Worker(join(__dirname, `sheet.worker${EXTENSION}`), {
    workerData: task,
    execArgv: EXTENSION === '.ts' ? ['--require', 'tsx/cjs'] : [],
    resourceLimits: { maxOldGenerationSizeMb: bounds.maxHeapMegabytes },
    stdout: true,
    stderr: true,
  });
  try {
    for (;;) {
      const answer = await ask(thread, bounds.timeoutMs);
      if ('refused' in answer) throw sheetFault(answer.refused, answer.detail);
      if (answer.rows.length > 0) yield answer.rows;
      if (answer.done) return;
    }
  } finally {
    // An error after the last answer has nobody left to tell.
    thread.on('error', () => {});
    await thread.terminate();
  }
}

/** One question, one answer: rows, a refusal, or the thread reached its bounds. */
async function ask(thread: Worker, timeoutMs: number): Promise<SheetAnswer> {
  const answered = once(thread, 'message', { signal: AbortSignal.timeout(timeoutMs) });
  thread.postMessage('next');
  try {
    const [answer] = (await answered) as [SheetAnswer];
    return answer;
  } catch (error) {
    const { name, code } = error as { name: string; code?: string };
    const outOfBounds = name === 'AbortError' || code === 'ERR_WORKER_OUT_OF_MEMORY';
    throw outOfBounds ? sheetFault('sheet_too_complex') : error;
  }
}
