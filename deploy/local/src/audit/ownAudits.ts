import { audit as auditOfCarts } from "@angidi/carts";
import type { Database, Discrepancy } from "@angidi/datastores";
import { audit as auditOfInventory } from "@angidi/inventory";
import { audit as auditOfOrders } from "@angidi/orders";
import { audit as auditOfPayments } from "@angidi/payments";
import type { Bookkeeper } from "./books.ts";

/** What does not agree within a subgraph's own schema, as its package finds it. */
export const ownAudits: Readonly<Record<Bookkeeper, (database: Database) => Promise<Discrepancy[]>>> = {
  orders: auditOfOrders,
  payments: auditOfPayments,
  inventory: auditOfInventory,
  carts: auditOfCarts,
};
