import { repeatedly } from "@angidi/datastores";
import type { OpenStores } from "../data/stores.ts";
import type { Ports } from "../ports.ts";
import { releaseOverdue } from "../usecases/releaseOverdue.ts";

/** Lets events go that have waited long enough for what did not come. */
export function waiting(
  { stores, act }: Pick<OpenStores, "stores" | "act">,
  ports: Pick<Ports, "links" | "verifications" | "shop" | "now" | "newId" | "log" | "wakeSender">,
) {
  return repeatedly({
    name: "notifications.waiting",
    everyMilliseconds: 2_000,
    onError: (error) => ports.log.error({ err: error }, "Events that wait were not looked at; it is tried again"),
    run: () =>
      releaseOverdue({
        orders: stores.orders,
        now: ports.now,
        act: (work) =>
          act(async (eventStores) => {
            const written = await work({ ...ports, ...eventStores });
            if (written > 0) eventStores.afterCommit(ports.wakeSender);
            return written;
          }),
      }),
  });
}
