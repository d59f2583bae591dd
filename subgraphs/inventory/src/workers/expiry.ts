import { repeatedly, type Worker } from "@angidi/datastores";
import type { Ports } from "../ports.ts";
import { expireReservations } from "../usecases/expireReservations.ts";

/** Gives expired reservations back. Any number of processes may do it: each passes over what another is at. */
export function expiry(ports: Pick<Ports, "store" | "lowStockThreshold" | "log">): Worker {
  return repeatedly({
    name: "inventory.expiry",
    everyMilliseconds: 1_500,
    onError: (error) => ports.log.error({ err: error }, "Expiring reservations failed; it is tried again"),
    run: () => expireReservations(ports),
  });
}
