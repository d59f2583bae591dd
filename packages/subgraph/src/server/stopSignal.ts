/** Signals so soon after the first are the same Ctrl-C: the terminal sends it to every process, and npm passes it on. */
const sameSignalMilliseconds = 500;

/**
 * Calls `drain` when the process is asked to stop, once. A Ctrl-C after that is from someone who will not wait, and
 * ends the process at once.
 */
export function onStopSignal(drain: (signal: NodeJS.Signals) => void): void {
  let toldAt: number | undefined;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (toldAt === undefined) {
        toldAt = performance.now();
        drain(name);
      } else if (name === "SIGINT" && performance.now() - toldAt > sameSignalMilliseconds) {
        process.stderr.write("Stopped at once; what was under way is made good at the next start.\n");
        process.exit(130);
      }
    });
  }
  // A terminal that was closed cannot be written to any more; that is no reason to end without draining.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}
