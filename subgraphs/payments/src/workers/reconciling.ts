import { type Locks, repeatedly, type Worker } from "@angidi/datastores";
import { everyMilliseconds, type ReconcilePorts, reconcile } from "../usecases/reconcile.ts";

/** Compares our books with the providers' once an hour, in one of however many processes. */
export function reconciling(ports: ReconcilePorts, locks: Locks): Worker {
  return repeatedly({
    name: "payments.reconciliation",
    everyMilliseconds,
    onError: (error) => ports.log.error({ err: error }, "Reconciliation stopped; it goes on there later"),
    async run(stopping) {
      await locks.hold("payments.reconciliation", (lost) => reconcile(ports, AbortSignal.any([stopping, lost])));
      return "done";
    },
  });
}
