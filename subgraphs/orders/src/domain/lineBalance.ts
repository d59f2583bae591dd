import type { OrderLine } from "./order.ts";
import type { OrderStatus } from "./orderStates.ts";

/** Where the pieces of an order's line are. */
export interface LineBalance {
  readonly line: OrderLine;
  /** In parcels, those included whose goods are still being taken out of stock. */
  readonly sent: number;
  /** In parcels that are on their way or have arrived. */
  readonly shipped: number;
  /** Never sent, back in stock, and not to be sent any more; or spoken for by a refund that is under way. */
  readonly withdrawn: number;
  /** Sent and come back, back in stock or written off; or spoken for by a refund that is under way. */
  readonly returned: number;
  /** Of those withdrawn and returned the ones whose refund was made: one that is declined takes its pieces back. */
  readonly withdrawnForGood: number;
  readonly returnedForGood: number;
  /** Paid back by refunds for pieces, whether the pieces came back or not. */
  readonly refunded: number;
}

/** Some pieces of a line. */
export interface LineQuantity {
  readonly lineId: string;
  readonly quantity: number;
}

/** How many pieces of a line are still to be sent. */
export function leftToSend({ line, sent, withdrawn }: LineBalance): number {
  return line.quantity - sent - withdrawn;
}

/** A quantity of a line that cannot be, and which of the wanted ones it is. */
export interface InvalidQuantity {
  readonly kind: "invalid";
  readonly index: number;
  readonly field: "lineId" | "quantity";
  readonly message: string;
}

/** Finds each wanted line among the balances, once, with a quantity from 1 to what `available` says. */
export function matchLines(
  balances: readonly LineBalance[],
  wanted: readonly LineQuantity[],
  available: (balance: LineBalance) => number,
):
  | InvalidQuantity
  | { readonly kind: "matched"; readonly lines: readonly (LineQuantity & { balance: LineBalance })[] } {
  const lines: (LineQuantity & { balance: LineBalance })[] = [];
  for (const [index, { lineId, quantity }] of wanted.entries()) {
    const balance = balances.find(({ line }) => line.id === lineId);
    if (!balance) return { kind: "invalid", index, field: "lineId", message: "The order has no such line" };
    if (lines.some((other) => other.lineId === lineId)) {
      return { kind: "invalid", index, field: "lineId", message: "The line is named twice" };
    }
    const most = available(balance);
    if (quantity < 1 || quantity > most) {
      const message = most === 0 ? "Nothing of this line is left" : `The quantity must be from 1 to ${most}`;
      return { kind: "invalid", index, field: "quantity", message };
    }
    lines.push({ lineId, quantity, balance });
  }
  return { kind: "matched", lines };
}

/**
 * How far an order has come by where its pieces are. `allArrived`: whether every parcel of it was delivered. An order of
 * which nothing was shipped stays CONFIRMED even when nothing is left to send: cancelling it is another request.
 */
export function statusByGoods(balances: readonly LineBalance[], allArrived: boolean): OrderStatus {
  const count = (of: (balance: LineBalance) => number) => balances.reduce((total, balance) => total + of(balance), 0);
  const shipped = count((balance) => balance.shipped);
  if (shipped === 0) return "CONFIRMED";
  if (count(({ line, withdrawnForGood }) => line.quantity - withdrawnForGood) > shipped) return "PARTIALLY_SHIPPED";
  if (count((balance) => balance.returnedForGood) === shipped) return "RETURNED";
  return allArrived ? "DELIVERED" : "SHIPPED";
}
