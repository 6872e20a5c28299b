import type { Logger } from './logger';

const STOP_LIMIT_MS = 30_000;

/**
 * Runs one process: starts it, stops it gracefully on SIGTERM or SIGINT, ends with 1 when it cannot start.
 * What stops the start is told in one line; a second signal ends the process at once.
 */
export function runUntilSignal(start: () => Promise<{ logger: Logger; stop(): Promise<void> }>): void {
  start().then(
    ({ logger, stop }) => {
      const onSignal = (signal: string) => {
        logger.info({ signal }, 'stopping: accepted requests and running jobs are finished first');
        process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));
        setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
        stop().then(
          () => process.exit(0),
          (error) => {
            logger.error({ err: error }, 'could not stop cleanly');
            process.exit(1);
          },
        );
      };
      process.once('SIGTERM', onSignal).once('SIGINT', onSignal);
    },
    (error: Error) => {
      process.stderr.write(`${error.name === 'ConfigError' ? error.message : error.stack}\n`);
      process.exit(1);
    },
  );
}
