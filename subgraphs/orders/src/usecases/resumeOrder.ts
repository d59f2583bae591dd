import type { Caller } from "@angidi/subgraph";
import type { Order } from "../domain/order.ts";
import { requestMilliseconds } from "../domain/retryPolicy.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, driveByName } from "./driveSaga.ts";
import { actorOf, findOrder, writerOf } from "./viewer.ts";

type ResumePorts = DrivePorts & Pick<Ports, "redrives">;

/**
 * Takes an order that was left to staff up again: each saga of it that waits, at once, and by jobs that count their attempts
 * anew. Null when there is no such order.
 */
export async function resumeOrder(
  ports: ResumePorts,
  orderId: string,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<Order | null> {
  const order = await findOrder(ports, orderId, writerOf(caller));
  if (!order?.parkedAt) return order;

  const key = { buyerId: order.buyerId, id: order.id };
  for (const [parkedKey, { saga, id }] of Object.entries(order.parked)) {
    // The job first: should this process die after the next line, there is one to go on.
    await ports.redrives.later(saga, { order: key, id, attempt: 0 }, 0);
    await ports.parking.unpark(key, parkedKey, actorOf(caller, order));
  }
  const call: Call = { caller, requestId, signal: AbortSignal.timeout(requestMilliseconds) };
  for (const { saga, id } of Object.values(order.parked)) await driveByName(ports, saga, { order: key, id }, call);
  return ports.orders.find(key);
}
