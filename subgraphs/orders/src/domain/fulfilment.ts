import type { LineQuantity } from "./lineBalance.ts";
import type { OrderKey } from "./orderId.ts";
import type { Actor } from "./timeline.ts";

/** How far a parcel has come. PENDING while its goods are being taken out of stock. */
export type FulfilmentStatus = "PENDING" | "SHIPPED" | "DELIVERED";

/** A parcel in which an order, or a part of it, is sent. */
export interface Fulfilment {
  readonly order: OrderKey;
  readonly id: string;
  readonly status: FulfilmentStatus;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  /** The warehouse that it is sent from; null: from wherever its goods are. */
  readonly warehouseId: string | null;
  /** Who has it sent. */
  readonly actor: Actor;
  readonly createdAt: Date;
  readonly lines: readonly LineQuantity[];
}
