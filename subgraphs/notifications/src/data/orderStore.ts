import type { RememberedOrder } from "../domain/orderQueue.ts";

/**
 * Whose orders are and what of them waits, so that events find whom they are for. Events of an order may come at the same
 * time, to different processes: of those who open and save one, each sees what the other saved, or begins again.
 */
export interface OrderStore {
  /** An order as it was saved last, or with nothing in it. */
  open(orderId: string): Promise<RememberedOrder>;
  /** Keeps an order that was opened in the same transaction; it is overdue from `waitsUntil` on, null: never. */
  save(order: RememberedOrder, waitsUntil: Date | null): Promise<void>;
  /** Orders with an event that has waited long enough, the longest overdue first. */
  overdue(now: Date, limit: number): Promise<readonly string[]>;
}
