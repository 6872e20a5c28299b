import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `condition` holds. @throws Error when it did not within `limitMs` */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  const giveUpAt = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error(`never came true: ${condition}`);
    await sleep(10);
  }
}

/** A promise settled from outside. */
export function latch(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
