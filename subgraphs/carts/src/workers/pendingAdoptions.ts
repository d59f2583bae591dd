import { repeatedly } from "@angidi/datastores";
import type { PendingAdoption } from "../data/adoptions.ts";
import { type SettleAdoptionPorts, settleAdoption } from "../usecases/settleAdoption.ts";

const everyMilliseconds = 5_000;
const batchSize = 50;

/**
 * Merges guests' carts for which customers wait once no order of them is under way; woken when one is confirmed. Any number
 * of processes may do it: each cart is decided under its lock.
 */
export function pendingAdoptions(ports: SettleAdoptionPorts) {
  return repeatedly({
    name: "carts.pending-adoptions",
    everyMilliseconds,
    async run(signal) {
      const due: PendingAdoption[] = await ports.adoptions.due(ports.now(), batchSize);
      const failures: unknown[] = [];
      for (const pending of due) {
        if (signal.aborted) return "done";
        // One that fails does not hold up the rest.
        await settleAdoption(ports, pending).catch((error) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
      return due.length === batchSize ? "more" : "done";
    },
  });
}
