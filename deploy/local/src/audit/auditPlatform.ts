import { setTimeout as pause } from "node:timers/promises";
import type { Discrepancy } from "@angidi/datastores";
import type { Environment } from "@angidi/subgraph";
import { type Books, bookkeepers, openBooks } from "./books.ts";
import { discrepanciesOf } from "./orderRules.ts";
import { ownAudits } from "./ownAudits.ts";
import { type PlacedInBooks, readAgain, readOrders } from "./readOrders.ts";
import { findStrangers } from "./strangers.ts";

/** What was looked at. */
export interface Audited {
  readonly orders: number;
  /** Orders that something was still being carried out for, which are not judged. */
  readonly underWay: number;
  readonly discrepancies: number;
}

/** The books are read one after the other: what seems to differ in a platform that is in use is looked at again. */
const secondLookMilliseconds = 2_000;

/**
 * Compares the books of orders, payments, inventory and carts, each with itself and with the others, and tells of all that
 * does not agree. Only reads; every schema by connections of its own, the orders in pages, joined here.
 */
export async function auditPlatform(
  environment: Environment,
  tell: (discrepancy: Discrepancy) => void,
): Promise<Audited> {
  const { books, close } = await openBooks(environment);
  const audited = { orders: 0, underWay: 0, discrepancies: 0 };
  const report = (found: readonly Discrepancy[]) => {
    audited.discrepancies += found.length;
    for (const discrepancy of found) tell(discrepancy);
  };
  try {
    for (const name of bookkeepers) report(await ownAudits[name](books[name]));
    for await (const page of readOrders(books)) {
      audited.orders += page.length;
      audited.underWay += page.filter(({ isUnderWay }) => isUnderWay).length;
      report(await lasting(books, page));
    }
    for await (const found of findStrangers(books)) report(found);
    return audited;
  } finally {
    await close();
  }
}

/** What does not agree, and still does not a little later. */
async function lasting(books: Books, page: readonly PlacedInBooks[]): Promise<Discrepancy[]> {
  const suspects = page.filter((order) => discrepanciesOf(order).length > 0).map(({ place }) => place);
  if (suspects.length === 0) return [];
  await pause(secondLookMilliseconds);
  return (await readAgain(books, suspects)).flatMap(discrepanciesOf);
}
