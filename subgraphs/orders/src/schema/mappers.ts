import type { Fulfilment } from "../domain/fulfilment.ts";
import type { Order, OrderHead, OrderLine, TimelineEntry } from "../domain/order.ts";
import type { OrderKey } from "../domain/orderId.ts";
import type { OrderReturn } from "../domain/orderReturn.ts";
import type { Parked } from "../domain/parked.ts";
import type { Actor, HistoryEntry } from "../domain/timeline.ts";
import type { FollowedChange } from "../usecases/followOrder.ts";

// What resolvers hand down for a type of the schema; the code generator reads these names.

/** With its lines where a use case had them at hand. */
export type OrderMapper = OrderHead | Order;
/** An order's parts know its currency, in which their amounts are. */
export type OrderLineMapper = OrderLine & { readonly currency: string };
export type FulfilmentMapper = Fulfilment & { readonly currency: string };
/** The sagas of an order that wait for staff, in the order's currency. */
export type OrderAttentionMapper = {
  readonly since: Date;
  readonly parked: readonly Parked[];
  readonly currency: string;
};
export type OrderHistoryEntryMapper = HistoryEntry & { readonly order: OrderKey; readonly currency: string };
export type ReturnMapper = { readonly order: OrderMapper; readonly wanted: OrderReturn };
export type OrderActorMapper = Actor;
export type OrderTimelineEntryMapper = TimelineEntry;
export type OrderStatusChangeMapper = FollowedChange;
export type VariantMapper = { readonly id: string; readonly sku: string };
export type UserMapper = { readonly id: string };
