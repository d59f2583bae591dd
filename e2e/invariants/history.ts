/** An order as it was answered. */
export interface OrderAnswer {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly paymentStatus: string;
  readonly total: { readonly amount: number; readonly currency: string };
  readonly refunded: { readonly amount: number };
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly variant: { readonly id: string };
  }[];
}

/** What was asked by one key, and all that was answered to it, in the order of the answers. */
export interface Placement {
  readonly shopper: string;
  readonly key: string;
  readonly cartId: string;
  /** Those of one group were asked for at once, by one key or several: they compete for the one order of the cart. */
  readonly answers: { readonly group: string; readonly typename: string; readonly order: OrderAnswer | null }[];
  /** Whether a request of it was never answered. */
  isUnanswered: boolean;
}

export interface Acknowledgement {
  readonly orderId: string;
  /** False: nobody knows what came of it. */
  readonly isAcknowledged: boolean;
}

/** Of something that was refused, nothing is noted: it must simply not be there. */
export interface History {
  readonly placements: Map<string, Placement>;
  /** By order: as it was first answered. */
  readonly orders: Map<string, OrderAnswer>;
  /** Orders that were answered as confirmed, in that order. */
  readonly confirmed: string[];
  readonly cancellations: Acknowledgement[];
  /** Those that were acknowledged have a revision each; one that nobody knows of may have. */
  readonly edits: Acknowledgement[];
  readonly returns: (Acknowledgement & { readonly returnId: string })[];
  readonly refunds: (Acknowledgement & { readonly amount: number })[];
  readonly fulfilments: (Acknowledgement & { readonly fulfilmentId: string })[];
  readonly deliveries: (Acknowledgement & { readonly fulfilmentId: string })[];
  /** What shoppers found to be wrong at once, such as a cart that lost a line. */
  readonly complaints: { readonly rule: string; readonly detail: string }[];
  readonly counts: Record<string, number>;
}

export function newHistory(): History {
  return {
    placements: new Map(),
    orders: new Map(),
    confirmed: [],
    cancellations: [],
    edits: [],
    returns: [],
    refunds: [],
    fulfilments: [],
    deliveries: [],
    complaints: [],
    counts: {},
  };
}

/** Counts what was answered to what. */
export function count(history: History, what: string): void {
  history.counts[what] = (history.counts[what] ?? 0) + 1;
}

/** Notes an order that an answer held. */
export function noteOrder(history: History, order: OrderAnswer): void {
  if (!history.orders.has(order.id)) history.orders.set(order.id, order);
  if (order.status === "CONFIRMED" && !history.confirmed.includes(order.id)) history.confirmed.push(order.id);
}
