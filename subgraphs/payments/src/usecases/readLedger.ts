import { isId } from "@angidi/datastores";
import type { LedgerEntry } from "../data/ledger.ts";
import type { Ports } from "../ports.ts";

/** Entries of the ledger, newest first, of one payment or of all; none for a payment that cannot be. */
export async function readLedger(
  { ledger }: Pick<Ports, "ledger">,
  page: Parameters<Ports["ledger"]["entries"]>[0],
): Promise<LedgerEntry[]> {
  return page.paymentId === null || isId(page.paymentId) ? ledger.entries(page) : [];
}
