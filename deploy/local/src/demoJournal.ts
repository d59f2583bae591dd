import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalConfig } from "./config.ts";
import { demoStoresKey } from "./demoMarker.ts";

/**
 * How far the orders of the demo store have come: a file in the data folder, one line for each thing done. An order's cart
 * is noted before it is placed, so that after a crash the same cart is ordered with the same key, which places it once.
 */
export interface DemoJournal {
  /** When the store was opened, which its orders' times are counted from. */
  readonly openedAt: Date;
  readonly isFinished: boolean;
  cartOf(order: number): string | undefined;
  noteCart(order: number, cartId: string): void;
  isDone(order: number): boolean;
  noteDone(order: number): void;
  finish(): void;
}

/** The journal for the databases of the configuration. */
export function openDemoJournal(config: Pick<LocalConfig, "dataFolder" | "databaseUrls">): DemoJournal {
  const file = join(config.dataFolder, "demo-orders");
  const stores = demoStoresKey(config);
  const lines = read(file)
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([key]) => key === stores);
  const note = (...words: readonly (string | number)[]) => appendFileSync(file, `${[stores, ...words].join(" ")}\n`);

  const opened = lines.find(([, what]) => what === "opened")?.[2];
  const openedAt = opened ? new Date(opened) : new Date();
  if (!opened) note("opened", openedAt.toISOString());
  const carts = new Map(lines.filter(([, what]) => what === "cart").map(([, , order, id]) => [Number(order), id!]));
  const done = new Set(lines.filter(([, what]) => what === "done").map(([, , order]) => Number(order)));
  return {
    openedAt,
    isFinished: lines.some(([, what]) => what === "finished"),
    cartOf: (order) => carts.get(order),
    noteCart(order, cartId) {
      carts.set(order, cartId);
      note("cart", order, cartId);
    },
    isDone: (order) => done.has(order),
    noteDone(order) {
      done.add(order);
      note("done", order);
    },
    finish: () => note("finished"),
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
