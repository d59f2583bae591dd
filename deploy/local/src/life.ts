import { type Environment, onStopSignal } from "@angidi/subgraph";
import { explain } from "./explain.ts";

const longestDrainMilliseconds = 35_000;

/** What has been started and has to be stopped, the last first. */
export interface Life {
  /** Aborted by the first SIGINT or SIGTERM: whoever is still starting something stops there. */
  readonly signal: AbortSignal;
  /** Has `stop` called at the end, before those that were added earlier. */
  atEnd(stop: () => Promise<void>): void;
}

/**
 * Runs a program until it ends or is told to. Told to, it drains: everything is stopped in the reverse order of
 * its starting. An error is told in one sentence.
 */
export async function live(
  environment: Environment,
  program: (life: Life) => Promise<"goes on" | "done">,
): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  const told = new AbortController();
  const whenTold = new Promise<void>((resolve) => told.signal.addEventListener("abort", () => resolve()));

  onStopSignal(() => told.abort(new Error("stopped")));

  let exitCode = 0;
  try {
    const outcome = await program({ signal: told.signal, atEnd: (stop) => stops.push(stop) });
    if (outcome === "goes on") {
      await whenTold;
      process.stdout.write("\nFinishing what is under way; Ctrl-C again ends at once.\n");
    }
  } catch (error) {
    if (!told.signal.aborted) {
      exitCode = 1;
      process.stderr.write(`${explain(error)}\n`);
      if (environment.LOG_LEVEL === "debug") process.stderr.write(`${(error as Error)?.stack}\n`);
    }
  }

  const late = setTimeout(() => {
    process.stderr.write("Something does not let go; ending without it.\n");
    process.exit(1);
  }, longestDrainMilliseconds);
  for (const stop of stops.reverse()) {
    try {
      await stop();
    } catch (error) {
      exitCode = 1;
      process.stderr.write(`While stopping: ${explain(error)}\n`);
    }
  }
  clearTimeout(late);
  process.exit(exitCode);
}
