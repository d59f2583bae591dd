import type { CartLineView, CartView } from "../../src/cart/cartView.ts";

const usd = (amount: number) => ({ amount, currency: "USD" });

/** A line of a cart, of something that costs 10 dollars. */
export function line(id: string, quantity: number, given: Partial<CartLineView> = {}): CartLineView {
  return {
    ...{ id, quantity, variantId: `variant-${id}`, title: `Thing ${id}`, variant: null, path: `/products/${id}` },
    ...{ unitPrice: usd(1000), picture: null, discount: usd(0), total: usd(1000 * quantity), warnings: [] },
    ...given,
  };
}

/** A guest's cart with these lines. */
export function cart(version: number, lines: readonly CartLineView[], given: Partial<CartView> = {}): CartView {
  const amount = lines.reduce((sum, { total }) => sum + (total?.amount ?? 0), 0);
  return {
    ...{ key: "cart", id: null, version, pricesIncludeTax: false, lines, savedLines: [], codes: [] },
    ...{ subtotal: usd(amount), discount: usd(0), total: usd(amount) },
    ...given,
  };
}
