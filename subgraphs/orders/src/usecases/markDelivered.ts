import type { Caller } from "@angidi/subgraph";
import type { Fulfilment } from "../domain/fulfilment.ts";
import { statusByGoods } from "../domain/lineBalance.ts";
import type { Order } from "../domain/order.ts";
import { decodeFulfilmentId } from "../domain/orderId.ts";
import { entry } from "../domain/timeline.ts";
import type { Ports } from "../ports.ts";
import { checkKey, type InvalidInput } from "./refusal.ts";
import { actorOf, keyOwner } from "./viewer.ts";

/** Which parcel arrived. */
export interface DeliveredInput {
  readonly idempotencyKey: string;
  readonly fulfilmentId: string;
}

/** What came of it. */
export type MarkDeliveredOutcome =
  | { readonly kind: "delivered"; readonly order: Order; readonly fulfilment: Fulfilment }
  | { readonly kind: "not-shipped" }
  | { readonly kind: "fulfilment-not-found" }
  | { readonly kind: "key-reused" }
  | InvalidInput;

/** Says that a parcel arrived; its order is DELIVERED when all of it has. A parcel arrives once, whoever says it how often. */
export async function markDelivered(
  ports: Pick<Ports, "orders" | "fulfilments" | "once" | "timeline">,
  { idempotencyKey, fulfilmentId }: DeliveredInput,
  { caller }: { readonly caller: Caller },
): Promise<MarkDeliveredOutcome> {
  const wrongKey = checkKey(idempotencyKey);
  if (wrongKey) return wrongKey;
  const key = decodeFulfilmentId(fulfilmentId);
  if (!key || !(await ports.fulfilments.find(key))) return { kind: "fulfilment-not-found" };

  const claim = {
    caller: keyOwner(caller, "staff"),
    operation: "markDelivered",
    key: idempotencyKey,
    input: { fulfilmentId },
    resultId: fulfilmentId,
  };
  const once = await ports.once<"not-shipped">(claim, async (transaction) => {
    const order = await ports.orders.lock(transaction, key.order);
    if (!order) throw new Error(`The order of the fulfilment ${fulfilmentId} is gone`);
    if (!(await ports.fulfilments.advance(transaction, key, "SHIPPED", "DELIVERED"))) {
      const current = await ports.fulfilments.find(key, transaction);
      return current?.status === "DELIVERED" ? null : "not-shipped";
    }
    const { balances, parcels, arrived } = await ports.orders.books(transaction, order);
    const status = statusByGoods(balances, parcels === arrived);
    const by = actorOf(caller, order);
    const arrival = entry("PARCEL", by, { reference: key.id, state: "DELIVERED" });
    if (status === order.status) await ports.timeline.append(transaction, order, [arrival]);
    else await ports.orders.change(order, { status, by, entries: [arrival] }, transaction);
    return null;
  });
  if (once.kind === "reused") return { kind: "key-reused" };
  if (once.kind === "refused") return { kind: "not-shipped" };

  const [order, fulfilment] = [await ports.orders.find(key.order), await ports.fulfilments.find(key)];
  if (!order || !fulfilment) throw new Error(`The fulfilment ${fulfilmentId} is gone`);
  return { kind: "delivered", order, fulfilment };
}
