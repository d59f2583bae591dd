import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";

const againMilliseconds = 250;

/**
 * Holds a lock file until it is disposed of; waits while a program that lives holds it. One of a program that has died is taken
 * over. Rejects with the signal's reason once that is aborted.
 */
export async function holdLock(
  file: string,
  signal: AbortSignal,
  pause: (milliseconds: number, value: undefined, options: { signal: AbortSignal }) => Promise<unknown>,
): Promise<AsyncDisposable> {
  while (!isTaken(file)) await pause(againMilliseconds, undefined, { signal });
  return { [Symbol.asyncDispose]: async () => rmSync(file, { force: true }) };
}

function isTaken(file: string): boolean {
  try {
    const descriptor = openSync(file, "wx");
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (!isAlive(holderOf(file))) rmSync(file, { force: true });
    return false;
  }
}

/** Nobody's, once it has been let go between two looks. */
function holderOf(file: string): number {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return 0;
  }
}

/** 0: a holder that is just writing its number, so it lives. */
function isAlive(pid: number): boolean {
  if (pid === 0 || !Number.isInteger(pid)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
