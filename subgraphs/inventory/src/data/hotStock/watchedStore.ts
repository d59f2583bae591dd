import type { StockEvent } from "../../events/stockEvents.ts";
import type { StockCount } from "../stockReader.ts";
import type { Store, StoreTransaction } from "../store.ts";
import type { HotStock } from "./hotStock.ts";

/** Stock as a committed transaction left it. */
export interface CommittedChange {
  readonly counts: readonly StockCount[];
  /** Whose reservation was made by it. */
  readonly orderId?: string;
}

/** A store that tells of every change of stock, once it is committed. */
export function watchedStore(store: Store, onChange: (change: CommittedChange) => void): Store {
  return {
    ...store,
    async transaction(work) {
      let changes: CommittedChange[] = [];
      const result = await store.transaction((transaction) => {
        changes = []; // it may run again
        return work(watched(transaction, (change) => changes.push(change)));
      });
      for (const change of changes) onChange(change);
      return result;
    },
  };
}

/** Tells the counters of what has changed of hot SKUs. Nobody waits for it: it may be lost, and is seen to later. */
export function keepCounted(hotStock: HotStock): (change: CommittedChange) => void {
  return ({ counts, orderId }) => {
    const hot = counts.filter(({ sku }) => hotStock.isHot(sku));
    if (hot.length > 0) void hotStock.update(hot, orderId);
  };
}

function watched(transaction: StoreTransaction, note: (change: CommittedChange) => void): StoreTransaction {
  const { stock, reservations } = transaction;
  return {
    ...transaction,
    stock: {
      ...stock,
      async write(write) {
        await stock.write(write);
        note({ counts: countsIn(write.events) });
      },
      async setTerms(terms, events) {
        await stock.setTerms(terms, events);
        note({ counts: countsIn(events) });
      },
    },
    reservations: {
      ...reservations,
      async add(reservation) {
        const added = await reservations.add(reservation);
        if (added) note({ counts: countsIn(reservation.events), orderId: reservation.orderId });
        return added;
      },
    },
  };
}

/** What is published says of each SKU that has changed how many can be sold now. */
function countsIn(events: readonly StockEvent[]): StockCount[] {
  return events
    .filter(({ type }) => type === "inventory.updated")
    .map(({ data: { sku, available, sellable = available }, subjectVersion }) => ({
      ...{ sku, version: subjectVersion },
      available: sellable,
    }));
}
