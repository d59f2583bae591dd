import DataLoader from "dataloader";
import type { HotStock } from "../data/hotStock/hotStock.ts";
import { makeContention } from "../domain/contention.ts";
import { type Line, sumBySku } from "../domain/draw.ts";
import { areLines } from "../domain/limits.ts";
import type { Ports, Reserve } from "../ports.ts";
import { makeLane } from "./steps/lane.ts";

/** Of a process's five connections: buyers of what is hot wait for each other, not everybody else for them. */
const WIDTH = 3;
const WAITING = 1_000;
/** For how long refusals are gathered, in milliseconds, to look in one statement which of them are repeats. */
const GATHERING = 2;

/**
 * Has the counters of hot stock decide first whether an attempt to reserve is worth making. One that is takes the database's
 * locks as ever, a few at a time; one that is not costs a share of a read that waits for nothing.
 */
export function admitFirst(
  { store, hotStock }: Pick<Ports, "store"> & { readonly hotStock: HotStock },
  reserve: Reserve,
): Reserve {
  const contention = makeContention();
  const inLane = makeLane({ width: WIDTH, waiting: WAITING });
  const fill = fillingOf({ store, hotStock });
  const isRepeat = repeatsIn(store);

  async function admit(orderId: string, hot: readonly Line[]) {
    const admission = await hotStock.admit(orderId, hot);
    if (admission.kind !== "unknown") return admission;
    await fill(admission.skus);
    return hotStock.admit(orderId, hot);
  }

  async function attempt(request: Parameters<Reserve>[0], hot: readonly Line[]): ReturnType<Reserve> {
    const { orderId } = request;
    const admission = await admit(orderId, hot);
    if (admission.kind === "refused") {
      // A repeat gets the first answer, whatever the stock is by now.
      if (await isRepeat.load(orderId)) return reserve(request);
      return { kind: "short", shortages: [...admission.shortages] };
    }
    if (admission.kind !== "admitted") return reserve(request);
    try {
      return await inLane(() => reserve(request));
    } finally {
      void hotStock.settle(
        orderId,
        hot.map(({ sku }) => sku),
      );
    }
  }

  return async (request) => {
    if (!areLines(request.lines)) return reserve(request);
    const lines = sumBySku(request.lines);
    const skus = lines.map(({ sku }) => sku);
    const contended = contention.begin(skus, performance.now());
    try {
      const cold = contended.filter((sku) => !hotStock.isHot(sku));
      if (cold.length > 0) await fill(cold);
      const hot = lines.filter(({ sku }) => hotStock.isHot(sku));
      return await (hot.length > 0 ? attempt(request, hot) : reserve(request));
    } finally {
      contention.end(skus);
    }
  };
}

/** Fills in what can be sold of SKUs, one statement for all who ask for the same at the same time. */
function fillingOf({ store, hotStock }: Pick<Ports, "store"> & { readonly hotStock: HotStock }) {
  const filling = new Map<string, Promise<void>>();
  return async (skus: readonly string[]): Promise<void> => {
    const missing = skus.filter((sku) => !filling.has(sku));
    if (missing.length > 0) {
      const filled = store.stock
        .counts(missing)
        .then((counts) => hotStock.heat(counts))
        .finally(() => {
          for (const sku of missing) filling.delete(sku);
        });
      for (const sku of missing) filling.set(sku, filled);
    }
    await Promise.all(skus.map((sku) => filling.get(sku)));
  };
}

function repeatsIn(store: Ports["store"]) {
  return new DataLoader<string, boolean>(
    async (orderIds) => {
      const known = new Set(await store.reservations.known(orderIds));
      return orderIds.map((orderId) => known.has(orderId));
    },
    { cache: false, batchScheduleFn: (callback) => void setTimeout(callback, GATHERING) },
  );
}
