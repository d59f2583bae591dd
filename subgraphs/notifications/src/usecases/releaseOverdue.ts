import type { OrderStore } from "../data/orderStore.ts";
import { releaseWaiting, type TakeEventPorts } from "./takeEvents.ts";

const batchSize = 50;

/** Where orders are found, and how one of them is released in a transaction with what it writes. */
export interface ReleaseOverduePorts {
  readonly orders: Pick<OrderStore, "overdue">;
  readonly now: () => Date;
  act(work: (ports: TakeEventPorts) => Promise<number>): Promise<number>;
}

/** Lets events go that have waited long enough. Any number of processes may do it. */
export async function releaseOverdue({ orders, now, act }: ReleaseOverduePorts): Promise<"more" | "done"> {
  const orderIds = await orders.overdue(now(), batchSize);
  for (const orderId of orderIds) await act((ports) => releaseWaiting(ports, [orderId]));
  return orderIds.length === batchSize ? "more" : "done";
}
