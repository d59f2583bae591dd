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

interface OrderState {
  /** What the status may become. PARTIALLY_SHIPPED may follow itself: each parcel is an entry of the timeline. */
  readonly next: readonly OrderStatus[];
  /** Whether who follows the order may stop: nothing but a return comes after it. */
  readonly ends: boolean;
}

export type OrderStates = Readonly<Record<OrderStatus, OrderState>>;

/** The states of an order, and all ways between them. */
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

/** A change of status that the table does not allow: a mistake of the program. */
export class IllegalTransition extends Error {
  override readonly name = "IllegalTransition";
  constructor(from: OrderStatus, to: OrderStatus) {
    super(`An order that is ${from} cannot become ${to}`);
  }
}

/**
 * Throws for a table with a mistake, so that it is found when the subgraph starts: every status is reached from PLACED,
 * one that does not end leads on, and one that ends leads to others that end, or a follower would miss the rest.
 */
export function checkOrderStates(states: OrderStates): void {
  const reached = new Set<OrderStatus>(["PLACED"]);
  for (const status of reached) for (const next of states[status].next) reached.add(next);

  for (const status of orderStatuses) {
    const { next, ends } = states[status];
    if (!reached.has(status)) throw new Error(`No order ever becomes ${status}`);
    if (next.includes("PLACED")) throw new Error(`${status} leads back to PLACED`);
    if (!ends && next.every((other) => other === status)) throw new Error(`${status} neither ends nor leads on`);
    const open = ends ? next.find((other) => !states[other].ends) : undefined;
    if (open) throw new Error(`${status} ends an order, but leads to ${open}, which does not`);
  }
}

/** The status itself, if the table allows the change to it. Throws IllegalTransition otherwise. */
export function become(from: OrderStatus, to: OrderStatus): OrderStatus {
  if (!orderStates[from].next.includes(to)) throw new IllegalTransition(from, to);
  return to;
}

/** Whether an order with this status is over for those who follow it. */
export function hasEnded(status: OrderStatus): boolean {
  return orderStates[status].ends;
}
