import type { Caller } from "@angidi/subgraph";
import type { Order } from "../domain/order.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, drivePlacement } from "./drivePlacement.ts";
import { findOrder, writerOf } from "./viewer.ts";

type ResumePorts = DrivePorts & Pick<Ports, "fulfilments" | "refunds" | "redrives">;

const deadlineMilliseconds = 10_000;

/**
 * Takes an order that was left to staff up again: at once, and by jobs that count their attempts anew. Null when there
 * is no such order.
 */
export async function resumeOrder(
  ports: ResumePorts,
  orderId: string,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<Order | null> {
  const order = await findOrder(ports, orderId, writerOf(caller));
  if (!order?.parkedAt) return order;

  const key = { buyerId: order.buyerId, id: order.id };
  await ports.orders.unpark(key);
  await ports.redrives.later("placement", { order: key, attempt: 0 }, 0);
  const [parcels = []] = await ports.fulfilments.ofOrders([key]);
  for (const { id } of parcels.filter(({ status }) => status === "PENDING")) {
    await ports.redrives.later("fulfilment", { fulfilment: { order: key, id }, attempt: 0 }, 0);
  }
  for (const refundId of await ports.refunds.pendingOf(key)) {
    await ports.redrives.later("refund", { order: key, refundId, attempt: 0 }, 0);
  }
  const call: Call = { caller, requestId, signal: AbortSignal.timeout(deadlineMilliseconds) };
  const unparked: Order = { ...order, parkedAt: null, parkedReason: null };
  return (await drivePlacement(ports, unparked, call)).order;
}
