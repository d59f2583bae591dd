import type { Fulfilment } from "../domain/fulfilment.ts";
import type { Order, OrderHead, OrderLine, TimelineEntry } from "../domain/order.ts";
import type { OrderEdit } from "../domain/orderEdit.ts";
import type { OrderKey } from "../domain/orderId.ts";
import type { OrderReturn } from "../domain/orderReturn.ts";
import type { OrderTerms } from "../domain/orderTerms.ts";
import type { Parked } from "../domain/parked.ts";
import type { Actor, HistoryEntry } from "../domain/timeline.ts";
import type { FollowedChange } from "../usecases/followOrder.ts";
import type { EditPlan } from "../usecases/planEdit.ts";

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
export type OrderEditMapper = OrderEdit & { readonly currency: string };
export type OrderRevisionMapper = {
  readonly revision: number;
  readonly at: Date;
  readonly terms: OrderTerms;
  readonly currency: string;
};
export type OrderEditQuoteMapper = Pick<EditPlan, "terms" | "due" | "back"> & { readonly currency: string };
export type OrderHistoryEntryMapper = HistoryEntry & { readonly order: OrderKey; readonly currency: string };
export type ReturnMapper = { readonly order: OrderMapper; readonly wanted: OrderReturn };
export type OrderActorMapper = Actor;
export type OrderTimelineEntryMapper = TimelineEntry;
export type OrderStatusChangeMapper = FollowedChange;
export type VariantMapper = { readonly id: string; readonly sku: string };
export type WarehouseMapper = { readonly id: string };
export type UserMapper = { readonly id: string };
