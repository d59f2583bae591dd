import { readFileSync } from "node:fs";
import { type FaultPlan, parseFaults } from "./parseFaults.ts";

const lookEveryMilliseconds = 250;

/** The faults that a file names; none while it is not there. */
export function readFaultsFile(file: string): ReturnType<typeof parseFaults> {
  return parseFaults(textOf(file));
}

/**
 * Follows a file of faults: gives what it names now. A change counts a quarter of a second later; one with mistakes does
 * not, and is told to `warn` once. No process is kept running by that.
 */
export function followFaultsFile(
  file: string,
  warn: (mistakes: readonly string[]) => void,
): { readonly plan: () => FaultPlan; stop(): void } {
  let text = textOf(file);
  let { plan } = parseFaults(text);
  const look = () => {
    const current = textOf(file);
    if (current === text) return;
    text = current;
    const read = parseFaults(text);
    if (read.mistakes.length === 0) plan = read.plan;
    else warn(read.mistakes);
  };
  const timer = setInterval(look, lookEveryMilliseconds).unref();
  return { plan: () => plan, stop: () => clearInterval(timer) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
