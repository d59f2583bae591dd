import type { Database, Discrepancy } from "@angidi/datastores";
import type { Bookkeeper } from "./books.ts";

/** What a subgraph's package offers: what does not agree within its own schema. */
type OwnAudit = (database: Database) => Promise<Discrepancy[]>;

const load: Readonly<Record<Bookkeeper, () => Promise<unknown>>> = {
  orders: () => import("@angidi/orders"),
  payments: () => import("@angidi/payments"),
  inventory: () => import("@angidi/inventory"),
  carts: () => import("@angidi/carts"),
};

/** The subgraph's own audit of its books; null where its package has none. */
export async function ownAuditOf(name: Bookkeeper): Promise<OwnAudit | null> {
  return ((await load[name]()) as { readonly audit?: OwnAudit }).audit ?? null;
}
