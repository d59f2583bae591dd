import { closedPieces } from "./closedPieces.ts";
import { paidFor } from "./explanation.ts";
import type { LineBalance, LineQuantity } from "./lineBalance.ts";
import type { OrderLine } from "./order.ts";
import type { OrderTerms } from "./orderTerms.ts";
import { bySku, type SkuQuantity } from "./skuQuantities.ts";

/** What the lines of an order are to become. Lines that are not named stay as they are. */
export interface LineChanges {
  /** How many pieces there are to be, those not counted whose money was given back; 0 takes the line out. */
  readonly lines: readonly LineQuantity[];
  readonly added: readonly { readonly id: string; readonly variantId: string; readonly quantity: number }[];
}

/** A line to be quoted. The pieces that the order had before keep their price. */
export interface WantedLine {
  readonly lineId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly keptQuantity: number;
  readonly keptUnitPrice: number | null;
}

export type WantedLines =
  | { readonly kind: "wanted"; readonly lines: readonly WantedLine[] }
  /** Nothing would be left of the order: that is cancelling it. */
  | { readonly kind: "nothing-left" }
  | {
      readonly kind: "invalid";
      readonly list: "lines" | "add";
      readonly index: number;
      readonly field: "lineId" | "quantity";
      readonly message: string;
    };

const mostPieces = 100_000;

/** The lines of an order as they are to be, without the pieces whose money was given back. */
export function wantedLines(balances: readonly LineBalance[], { lines: changed, added }: LineChanges): WantedLines {
  const quantities = new Map<string, number>();
  for (const [index, { lineId, quantity }] of changed.entries()) {
    const wrong = { kind: "invalid", list: "lines", index } as const;
    const isKnown = balances.some(({ line }) => line.id === lineId);
    if (!isKnown) return { ...wrong, field: "lineId", message: "The order has no such line" };
    if (quantities.has(lineId)) return { ...wrong, field: "lineId", message: "The line is named twice" };
    if (quantity < 0 || quantity > mostPieces) {
      return { ...wrong, field: "quantity", message: `The quantity must be from 0 to ${mostPieces}` };
    }
    quantities.set(lineId, quantity);
  }
  const tooMany = added.findIndex(({ quantity }) => quantity < 1 || quantity > mostPieces);
  if (tooMany >= 0) {
    const message = `The quantity must be from 1 to ${mostPieces}`;
    return { kind: "invalid", list: "add", index: tooMany, field: "quantity", message };
  }

  const kept = balances.map(({ line, refunded }) => ({
    lineId: line.id,
    variantId: line.variantId,
    quantity: quantities.get(line.id) ?? line.quantity - refunded,
    keptQuantity: line.quantity - refunded,
    keptUnitPrice: line.unitPrice,
  }));
  const fresh = added.map(({ id, variantId, quantity }) => ({
    ...{ lineId: id, variantId, quantity, keptQuantity: 0, keptUnitPrice: null },
  }));
  const lines = [...kept, ...fresh].filter(({ quantity }) => quantity > 0);
  return lines.length > 0 ? { kind: "wanted", lines } : { kind: "nothing-left" };
}

/**
 * The order's terms after an edit: what was quoted, and the pieces whose money was given back as they were. A quoted line
 * names by `cartLineId` the line that it was asked for by; the first of a line keeps its id, unless closed pieces do.
 */
export function editedTerms(balances: readonly LineBalance[], quoted: OrderTerms): OrderTerms {
  const closed = balances.map(closedPieces).filter((line) => line !== null);
  const lineOf = new Map(balances.map(({ line }) => [line.id, line]));
  const taken = new Set(closed.map(({ id }) => id));
  const lines = quoted.lines.map((line): OrderLine => {
    const before = lineOf.get(line.cartLineId);
    if (!before) return line;
    const id = taken.has(before.id) ? line.id : before.id;
    taken.add(id);
    return { ...line, id, cartLineId: before.cartLineId };
  });
  const sum = (of: (line: OrderLine) => number) => closed.reduce((total, line) => total + of(line), 0);
  return {
    ...quoted,
    subtotal: quoted.subtotal + sum(({ unitPrice, quantity }) => unitPrice * quantity),
    discount: quoted.discount + sum(({ discount }) => discount),
    tax: quoted.tax + sum(({ tax }) => tax),
    total: quoted.total + sum(paidFor),
    lines: [...closed, ...lines],
  };
}

/** What an order of which nothing was sent holds in stock: all but what was withdrawn. */
export function stockOf(lines: readonly OrderLine[], balances: readonly LineBalance[]): SkuQuantity[] {
  const withdrawnOf = new Map(balances.map(({ line, withdrawn }) => [line.id, withdrawn]));
  return bySku(lines.map(({ id, sku, quantity }) => ({ sku, quantity: quantity - (withdrawnOf.get(id) ?? 0) })));
}
