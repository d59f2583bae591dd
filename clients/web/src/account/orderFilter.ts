import type { OrderHistoryFilter, OrderStatus } from "../graph/generated/operations.ts";

/** Kinds of orders that a customer looks for, as they stand in the URL. */
const kinds: Readonly<Record<"open" | "delivered" | "ended", readonly OrderStatus[]>> = {
  open: ["PLACED", "CONFIRMED", "PARTIALLY_SHIPPED", "SHIPPED"],
  delivered: ["DELIVERED"],
  ended: ["CANCELLED", "REJECTED", "RETURNED"],
};
export type OrderKind = "all" | keyof typeof kinds;
export const orderKinds = ["all", "open", "delivered", "ended"] as const satisfies readonly OrderKind[];

/** The kind that a URL asks for; all for anything else. */
export function orderKindOf(asked: string | undefined): OrderKind {
  return orderKinds.find((kind) => kind === asked) ?? "all";
}

/** What the graph is to look for. */
export function orderFilterOf(kind: OrderKind): OrderHistoryFilter | null {
  return kind === "all" ? null : { statuses: [...kinds[kind]] };
}

/** Where a page of such orders is. */
export function ordersPath(kind: OrderKind, after?: string | null): string {
  const parameters = new URLSearchParams({ ...(kind === "all" ? {} : { status: kind }), ...(after ? { after } : {}) });
  return parameters.size === 0 ? "/account/orders" : `/account/orders?${parameters}`;
}
