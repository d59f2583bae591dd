import { type Locks, repeatedly, type Worker } from "@angidi/datastores";
import { type SweepIdleCartsPorts, sweepIdleCarts } from "../usecases/sweepIdleCarts.ts";

const longestPause = 60_000;
/** Pages of carts each time: the rest has its turn the next time. */
const pagesAtOnce = 50;

/** Walks over all carts, again and again, in one process at a time. One that takes over begins from the first. */
export function idleCarts(ports: SweepIdleCartsPorts, locks: Locks): Worker {
  let after: string | null = null;
  return repeatedly({
    name: "carts.idle-carts",
    everyMilliseconds: Math.min(longestPause, ports.abandonedAfterSeconds * 250),
    async run(signal) {
      await locks.hold("idle-carts", async (lost) => {
        for (let page = 0; page < pagesAtOnce && !signal.aborted && !lost.aborted; page++) {
          after = await sweepIdleCarts(ports, after);
          if (after === null) return;
        }
      });
      return "done";
    },
  });
}
