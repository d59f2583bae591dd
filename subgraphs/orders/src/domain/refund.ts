import type { RefundPart } from "./charges.ts";
import type { OrderKey } from "./orderId.ts";
import type { RefundLine } from "./refundPlan.ts";

/** PENDING until the provider has given the money back and the pieces are in stock again. */
export type RefundStatus = "PENDING" | "COMPLETED" | "DECLINED";

/** Money of an order given back, perhaps for pieces. */
export interface Refund {
  readonly order: OrderKey;
  readonly id: string;
  readonly status: RefundStatus;
  /** Minor units of the order's currency. */
  readonly amount: number;
  readonly reason: string;
  readonly createdAt: Date;
  readonly lines: readonly RefundLine[];
  /** Of which payments; none said: of the order's own. */
  readonly parts?: readonly RefundPart[] | null;
  /** The edit by which the order costs so much less. Such a refund is none of what the order costs. */
  readonly editId?: string | null;
}
