import { becomeBy, checkStateTable, IllegalTransition, type StateTable } from "./stateTable.ts";

export { IllegalTransition };

/** How far an order has come. */
export const orderStatuses = [
  "PLACED",
  "CONFIRMED",
  "PARTIALLY_SHIPPED",
  "SHIPPED",
  "DELIVERED",
  "REJECTED",
  "CANCELLED",
  "RETURNED",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export type OrderStates = StateTable<OrderStatus>;

/**
 * The states of an order, and all ways between them. PARTIALLY_SHIPPED may follow itself: each parcel is an entry of the
 * timeline. Of what ends, nothing but a return comes after DELIVERED.
 */
export const orderStates: OrderStates = {
  PLACED: { next: ["CONFIRMED", "REJECTED", "CANCELLED"], ends: false },
  CONFIRMED: { next: ["PARTIALLY_SHIPPED", "SHIPPED", "CANCELLED"], ends: false },
  PARTIALLY_SHIPPED: { next: ["PARTIALLY_SHIPPED", "SHIPPED", "DELIVERED", "RETURNED"], ends: false },
  SHIPPED: { next: ["DELIVERED", "RETURNED"], ends: false },
  DELIVERED: { next: ["RETURNED"], ends: true },
  REJECTED: { next: [], ends: true },
  CANCELLED: { next: [], ends: true },
  RETURNED: { next: [], ends: true },
};

/** Throws for a table with a mistake. */
export function checkOrderStates(states: OrderStates): void {
  checkStateTable("An order", "PLACED", states);
}

/** The status itself, if the table allows the change to it. Throws IllegalTransition otherwise. */
export function become(from: OrderStatus, to: OrderStatus): OrderStatus {
  return becomeBy("An order", orderStates, from, to);
}

/** Whether an order with this status is over for those who follow it. */
export function hasEnded(status: OrderStatus): boolean {
  return orderStates[status].ends;
}
