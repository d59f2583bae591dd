import type { RememberedOrder } from "../domain/orderQueue.ts";

/** An order, and from when on it is overdue; null: never. */
export interface KeptOrder {
  readonly order: RememberedOrder;
  readonly waitsUntil: Date | null;
}

/**
 * Whose orders are and what of them waits, so that events find whom they are for. Events of an order may come at the same
 * time, to different processes: of those who open and save one, each sees what the other saved, or begins again.
 */
export interface OrderStore {
  /** Orders as they were saved last, or with nothing in them, in the order of their ids, each of which is there once. */
  open(orderIds: readonly string[]): Promise<readonly RememberedOrder[]>;
  /** Keeps orders that were opened in the same transaction. */
  save(orders: readonly KeptOrder[]): Promise<void>;
  /** Orders with an event that has waited long enough, the longest overdue first. */
  overdue(now: Date, limit: number): Promise<readonly string[]>;
}
