import type { FulfilmentKey, OrderKey } from "../domain/orderId.ts";
import type { SagaName } from "../domain/parked.ts";
import type { SagaKey } from "../saga/saga.ts";

/** The subject of a saga to go on with; `attempt` counts the attempts that failed before. */
export interface SagaWork extends SagaKey {
  readonly attempt: number;
}

/**
 * What is in a queue: work as it is sent now, or as the version sent it that had three queues and knew each subject by a name
 * of its own. Jobs outlive an upgrade, and may wait for a shopper or for staff who have a service repaired.
 */
export type QueuedWork =
  | SagaWork
  | { readonly order: OrderKey; readonly attempt: number }
  | { readonly order: OrderKey; readonly refundId: string; readonly attempt: number }
  | { readonly fulfilment: FulfilmentKey; readonly attempt: number };

/** A job that no version of this code has sent. */
export class UnreadableWork extends Error {
  override readonly name = "UnreadableWork";
}

/**
 * The work of a job, whichever version sent it. Throws UnreadableWork for anything else: then the queue tries again and tells
 * the log each time, so that nothing is dropped unheard.
 */
export function readWork(queue: SagaName, queued: QueuedWork): SagaWork {
  const attempt = typeof queued.attempt === "number" ? queued.attempt : 0;
  const work = (order: OrderKey, id: string) => ({ order: { buyerId: order.buyerId, id: order.id }, id, attempt });
  if ("fulfilment" in queued && queue === "fulfilment") return work(queued.fulfilment.order, queued.fulfilment.id);
  if (!("order" in queued)) throw new UnreadableWork(`A job of ${queue} names no order`);
  if ("id" in queued) return work(queued.order, queued.id);
  if ("refundId" in queued && queue === "refund") return work(queued.order, queued.refundId);
  if (queue === "placement") return work(queued.order, queued.order.id);
  throw new UnreadableWork(`A job of ${queue} does not say what of its order it is about`);
}

/** The same in SQL: of whichever form, the id of what a job's `data` is about. */
export const jobSubject =
  "coalesce(data ->> 'id', data ->> 'refundId', data #>> '{fulfilment,id}', data #>> '{order,id}')";
