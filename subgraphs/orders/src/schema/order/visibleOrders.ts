import type { Context } from "../../context.ts";
import type { OrderHead } from "../../domain/order.ts";
import { decodeOrderId } from "../../domain/orderId.ts";
import { accessOf } from "../../usecases/viewer.ts";

/** The orders of opaque ids, null for those that are not there or not for this caller: roots and references are alike. */
export async function visibleOrders(ids: readonly string[], { ports, caller }: Context): Promise<(OrderHead | null)[]> {
  const keys = ids.map(decodeOrderId);
  const known = keys.filter((key) => key !== null);
  const heads = known.length > 0 ? await ports.lists.heads(known) : [];
  const byKey = new Map(known.map((key, index) => [key, heads[index]]));
  return keys.map((key) => {
    const head = key && byKey.get(key);
    return head && accessOf(head, caller) !== "none" ? head : null;
  });
}
