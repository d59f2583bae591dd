import type { Money } from "../locale/format.ts";
import type { CartLineView, CartView } from "./cartView.ts";

/** What a shopper does to a cart. */
export type CartOperation =
  | { readonly kind: "add"; readonly variantId: string; readonly quantity: number }
  /** Quantity 0 removes the line, which may be one that is saved for later. */
  | { readonly kind: "set"; readonly lineId: string; readonly quantity: number }
  | { readonly kind: "save"; readonly lineId: string }
  | { readonly kind: "move"; readonly lineId: string }
  | { readonly kind: "acknowledge"; readonly lineId: string; readonly unitPrice: Money }
  | { readonly kind: "apply-code"; readonly code: string }
  | { readonly kind: "remove-code"; readonly code: string };

/** Operations that are sent together. */
export type Batch = readonly [CartOperation, ...CartOperation[]];

/** So many pieces of one variant a cart holds at most. */
export const mostPieces = 999;

/** What waits, with one operation more: of several clicks on the same quantity the last counts, additions add up. */
export function withOperation(waiting: readonly CartOperation[], operation: CartOperation): readonly CartOperation[] {
  const same = waiting.findIndex((earlier) => concernsTheSame(earlier, operation));
  const earlier = waiting[same];
  if (!earlier) return [...waiting, operation];
  const joined =
    earlier.kind === "add" && operation.kind === "add"
      ? { ...operation, quantity: Math.min(earlier.quantity + operation.quantity, mostPieces) }
      : operation;
  return waiting.with(same, joined);
}

function concernsTheSame(one: CartOperation, other: CartOperation): boolean {
  if (one.kind === "set" && other.kind === "set") return one.lineId === other.lineId;
  return one.kind === "add" && other.kind === "add" && one.variantId === other.variantId;
}

/** What is sent next, and what waits on: operations of the same kind go together where the graph takes several. */
export function nextBatch(
  waiting: readonly CartOperation[],
): { batch: Batch; rest: readonly CartOperation[] } | undefined {
  const [first, ...others] = waiting;
  if (!first) return undefined;
  if (first.kind === "apply-code" || first.kind === "remove-code") return { batch: [first], rest: others };
  const end = others.findIndex(({ kind }) => kind !== first.kind);
  const together = end < 0 ? others : others.slice(0, end);
  return { batch: [first, ...together], rest: others.slice(together.length) };
}

/**
 * What of a batch is to be sent again after somebody else changed the cart: what still has its line. `lost` are the
 * operations whose line is gone.
 */
export function afterConflict(
  batch: readonly CartOperation[],
  current: CartView,
): { readonly again: readonly CartOperation[]; readonly lost: readonly CartOperation[] } {
  const inCart = new Set(current.lines.map(({ id }) => id));
  const saved = new Set(current.savedLines.map(({ id }) => id));
  const isThere = (operation: CartOperation) => {
    if (operation.kind === "set") return inCart.has(operation.lineId) || saved.has(operation.lineId);
    if (operation.kind === "save") return inCart.has(operation.lineId);
    return operation.kind !== "move" || saved.has(operation.lineId);
  };
  return {
    again: batch.filter(isThere),
    // Who wanted a line gone, and finds it gone, has lost nothing.
    lost: batch.filter((operation) => !isThere(operation) && !(operation.kind === "set" && operation.quantity === 0)),
  };
}

/**
 * The cart as the shopper sees it while operations are under way: quantities as they are wished, amounts as they will be
 * as far as that can be told here. The server's answer has the last word.
 */
export function cartWith(cart: CartView | null, operations: readonly CartOperation[]): CartView | null {
  return cart && operations.reduce(withOne, cart);
}

function withOne(cart: CartView, operation: CartOperation): CartView {
  switch (operation.kind) {
    case "set":
      return counted({
        ...cart,
        lines: withQuantity(cart.lines, operation, recounted),
        savedLines: withQuantity(cart.savedLines, operation, (line, quantity) => ({ ...line, quantity })),
      });
    case "add": {
      const line = cart.lines.find(({ variantId }) => variantId === operation.variantId);
      if (!line) return cart;
      return withOne(cart, { kind: "set", lineId: line.id, quantity: line.quantity + operation.quantity });
    }
    case "save": {
      const line = cart.lines.find(({ id }) => id === operation.lineId);
      if (!line) return cart;
      const lines = cart.lines.filter(({ id }) => id !== line.id);
      return counted({ ...cart, lines, savedLines: [...cart.savedLines, line] });
    }
    case "move": {
      const saved = cart.savedLines.find(({ id }) => id === operation.lineId);
      if (!saved) return cart;
      const line: CartLineView = { picture: null, warnings: [], discount: null, total: null, ...saved };
      const savedLines = cart.savedLines.filter(({ id }) => id !== saved.id);
      return counted({ ...cart, savedLines, lines: [...cart.lines, recounted(line, line.quantity)] });
    }
    case "acknowledge":
      return {
        ...cart,
        lines: cart.lines.map((line) =>
          line.id === operation.lineId
            ? { ...line, warnings: line.warnings.filter(({ kind }) => kind !== "price-changed") }
            : line,
        ),
      };
    case "remove-code":
      return { ...cart, codes: cart.codes.filter(({ code }) => code !== operation.code) };
    case "apply-code":
      return cart;
  }
}

function withQuantity<Line extends { readonly id: string }>(
  lines: readonly Line[],
  { lineId, quantity }: { readonly lineId: string; readonly quantity: number },
  change: (line: Line, quantity: number) => Line,
): readonly Line[] {
  return lines.flatMap((line) => {
    if (line.id !== lineId) return [line];
    return quantity > 0 ? [change(line, Math.min(quantity, mostPieces))] : [];
  });
}

/** A discount of pieces that become more or fewer is known to the server alone; until it answers there is none shown. */
function recounted(line: CartLineView, quantity: number): CartLineView {
  const { unitPrice } = line;
  const total = unitPrice && { ...unitPrice, amount: unitPrice.amount * quantity };
  return { ...line, quantity, discount: null, total };
}

function counted(cart: CartView): CartView {
  const known = cart.subtotal;
  if (!known) return cart;
  const amount = cart.lines.reduce((sum, { unitPrice, quantity }) => sum + (unitPrice?.amount ?? 0) * quantity, 0);
  const discount = cart.discount && { ...cart.discount, amount: Math.min(cart.discount.amount, amount) };
  return {
    ...cart,
    subtotal: { ...known, amount },
    discount,
    total: { ...known, amount: amount - (discount?.amount ?? 0) },
  };
}
