import { repeatedly, type Worker } from "@angidi/datastores";
import type { Ports } from "../ports.ts";
import { serveUnserved } from "../usecases/serveUnserved.ts";

/** Serves the rest of long lines, part by part. Any number of processes may do it. */
export function backorders(ports: Pick<Ports, "store" | "lowStockThreshold" | "log">): Worker {
  return repeatedly({
    name: "inventory.backorders",
    everyMilliseconds: 1_000,
    onError: (error) => ports.log.error({ err: error }, "Serving backorders failed; it is tried again"),
    run: () => serveUnserved(ports),
  });
}
