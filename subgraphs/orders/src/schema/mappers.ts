import type { Fulfilment } from "../domain/fulfilment.ts";
import type { Order, OrderHead, OrderLine, TimelineEntry } from "../domain/order.ts";
import type { FollowedChange } from "../usecases/followOrder.ts";

// What resolvers hand down for a type of the schema; the code generator reads these names.

/** With its lines where a use case had them at hand. */
export type OrderMapper = OrderHead | Order;
/** An order's parts know its currency, in which their amounts are. */
export type OrderLineMapper = OrderLine & { readonly currency: string };
export type FulfilmentMapper = Fulfilment & { readonly currency: string };
export type OrderTimelineEntryMapper = TimelineEntry;
export type OrderStatusChangeMapper = FollowedChange;
export type VariantMapper = { readonly id: string; readonly sku: string };
export type WarehouseMapper = { readonly id: string };
export type UserMapper = { readonly id: string };
