import { type CartContent, type CartLine, maximumLines, maximumQuantity } from "./cart.ts";
import { maximumCodes } from "./promotion.ts";

/**
 * A customer's cart with a guest's taken in at login: equal variants become one line, codes are united.
 * A login must not fail because two carts together are too large, so what passes a limit is left out, the guest's first.
 */
export function mergeCarts(own: CartContent, guest: CartContent): CartContent {
  const lines = new Map<string, CartLine>(own.lines.map((line) => [line.variantId, line]));
  for (const line of guest.lines) {
    const same = lines.get(line.variantId);
    if (!same && lines.size >= maximumLines) continue;
    lines.set(line.variantId, same ? absorb(same, line) : line);
  }
  return {
    lines: [...lines.values()],
    promotionIds: [...new Set([...own.promotionIds, ...guest.promotionIds])].slice(0, maximumCodes),
  };
}

function absorb(own: CartLine, guest: CartLine): CartLine {
  return {
    ...own,
    quantity: Math.min(own.quantity + guest.quantity, maximumQuantity),
    absorbed: [...(own.absorbed ?? []), guest.id, ...(guest.absorbed ?? [])],
  };
}
