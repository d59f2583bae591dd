import { groupsOf, userIdOf } from "@angidi/subgraph";
import { seesAddresses } from "../domain/access.ts";
import type { Books } from "../domain/books.ts";
import { groupsForEdit } from "../domain/customerGroups.ts";
import { editedTerms, stockOf, wantedLines } from "../domain/editPlan.ts";
import type { Order } from "../domain/order.ts";
import type { OrderKey } from "../domain/orderId.ts";
import type { OrderTerms } from "../domain/orderTerms.ts";
import { holdsMoney } from "../domain/paymentStatus.ts";
import type { SkuQuantity } from "../domain/skuQuantities.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import type { QuoteRefused } from "../services/carts.ts";
import type { EditChanges } from "./editInput.ts";
import { quotedTerms } from "./quotedTerms.ts";
import { type InvalidInput, invalidInput } from "./refusal.ts";
import { accessOf } from "./viewer.ts";

/** What an order would become, and what that means for its stock and money. */
export interface EditPlan {
  readonly kind: "planned";
  readonly terms: OrderTerms;
  readonly stockBefore: readonly SkuQuantity[];
  readonly stockAfter: readonly SkuQuantity[];
  /** Minor units: what the shopper has to pay on top, or gets back. */
  readonly due: number;
  readonly back: number;
}

export type PlannedEdit =
  | EditPlan
  | { readonly kind: "not-editable"; readonly message: string }
  | { readonly kind: "quote-refused"; readonly refusal: QuoteRefused }
  | InvalidInput;

/** Why an order cannot be edited by how it stands, or null. */
export function editObstacleOf(order: Order, { parcels, pendingRefunds }: Books): string | null {
  const { status, direction, paymentStatus } = order;
  if (direction === "EDITING") return "The order is being edited already; try again when that is done";
  if (direction !== "SETTLED") return "The order is not decided, or is being undone";
  if (status !== "CONFIRMED") return `The order is ${status} and cannot be edited`;
  if (parcels > 0) return "The order is being shipped and cannot be edited any more";
  if (pendingRefunds > 0) return "A refund of the order is under way; try again when it is done";
  return holdsMoney(paymentStatus) ? null : "All of the order's money was given back";
}

/** An order and its books as they stood together. */
export interface OrderWithBooks {
  readonly order: Order;
  readonly books: Books;
}

/** Reads both under the lock of the order's row. By when this has answered they may have changed. */
export function readBooks(
  { orders, transaction }: Pick<Ports, "orders" | "transaction">,
  key: OrderKey,
): Promise<OrderWithBooks> {
  return transaction(async (open) => {
    const order = await orders.lock(open, key);
    if (!order) throw new Error(`The order ${key.id} is gone`);
    return { order, books: await orders.books(open, order) };
  });
}

/** What has changed of an order since it was planned for, or null. */
export function changeSince(before: OrderWithBooks, now: OrderWithBooks): string | null {
  const said = ({ order: { revision }, books: { balances, refunded } }: OrderWithBooks) =>
    JSON.stringify([revision, refunded, balances.map(({ withdrawn, refunded: pieces }) => [withdrawn, pieces])]);
  return said(before) === said(now) ? null : "The order has changed meanwhile; try again";
}

/**
 * What would become of an order: the terms by a quote of carts, by which pieces that are in it keep their price. Who begins
 * the edit looks again, for the quote took its time.
 */
export async function planEdit(
  { carts, newId }: Pick<Ports, "carts" | "newId">,
  { order, books }: OrderWithBooks,
  changes: EditChanges,
  call: Call,
): Promise<PlannedEdit> {
  const obstacle = editObstacleOf(order, books) ?? addressObstacleOf(order, changes, call);
  if (obstacle) return { kind: "not-editable", message: obstacle };
  const shippingMethodId = changes.shippingMethodId ?? order.shippingMethodId;
  if (shippingMethodId === null) return invalidInput(["shippingMethodId"], "Say how the order is to be sent");
  const added = changes.add.map((line) => ({ ...line, id: newId() }));
  const wanted = wantedLines(books.balances, { lines: changes.lines, added });
  if (wanted.kind === "nothing-left") {
    return { kind: "not-editable", message: "Nothing would be left of the order; cancel it instead" };
  }
  if (wanted.kind === "invalid") {
    return invalidInput([wanted.list, String(wanted.index), wanted.field], wanted.message);
  }

  const shippingAddress = changes.shippingAddress ?? order.shippingAddress;
  const quote = await carts.orderQuote(
    {
      buyerId: order.buyerId,
      customerId: order.customerId,
      currency: order.currency,
      market: order.market,
      customerGroups: groupsForEdit(order, { userId: userIdOf(call.caller), groups: groupsOf(call.caller) }),
      lines: wanted.lines,
      promotionIds: order.redemptions.map(({ promotionId }) => promotionId),
      shippingAddress,
      shippingMethodId,
    },
    call,
  );
  if (quote.__typename === "PlacementRefused") return { kind: "quote-refused", refusal: quote };
  return difference(order, books, quotedTerms(quote, shippingAddress, newId));
}

/** An id that was passed on must not lead an order elsewhere. */
function addressObstacleOf(order: Order, { shippingAddress }: EditChanges, { caller }: Call): string | null {
  if (!shippingAddress || seesAddresses(accessOf(order, caller))) return null;
  return "Only its signed-in owner and staff may send the order elsewhere";
}

function difference(order: Order, { balances, refunded }: Books, quoted: OrderTerms): PlannedEdit {
  if (quoted.taxIncluded !== order.taxIncluded && balances.some((balance) => balance.refunded > 0)) {
    return { kind: "not-editable", message: "Pieces were given back that were taxed in another way than there" };
  }
  const terms = editedTerms(balances, quoted);
  if (terms.total < refunded) {
    return { kind: "not-editable", message: "More of the order's money was given back than it would cost" };
  }
  return {
    kind: "planned",
    terms,
    stockBefore: stockOf(order.lines, balances),
    stockAfter: stockOf(terms.lines, balances),
    due: Math.max(0, terms.total - order.total),
    back: Math.max(0, order.total - terms.total),
  };
}
