import { randomUUID } from "node:crypto";
import { newCapability, newId } from "@angidi/datastores";
import { type TestDatabase, testDatabase } from "@angidi/testing";
import { pino } from "pino";
import type { CartChange, CartChangeRefusal, CartDecision, CartStore, NewCart } from "../../src/data/cartStore.ts";
import { addLines, type Cart, contentOf } from "../../src/domain/cart.ts";
import { shopMarket } from "../../src/domain/market.ts";
import { type InvalidInput, refusal } from "../../src/domain/refusal.ts";
import { migrations, name } from "../../src/subgraph.ts";

export const log = pino({ level: process.env.TEST_LOG_LEVEL ?? "silent" });

export const cartsDatabase = (): Promise<TestDatabase> => testDatabase({ name, migrations });

/** A guest's cart to be, with a line of one piece for each variant. */
export function guestCart(...variantIds: string[]): NewCart {
  return { ...cartOf(variantIds), id: newCapability(), buyerId: newCapability(), customerId: null };
}

/** A new customer's cart to be. */
export function customerCart(...variantIds: string[]): NewCart & { readonly customerId: string } {
  const customerId = randomUUID();
  return { ...cartOf(variantIds), id: newId(), buyerId: customerId, customerId };
}

function cartOf(variantIds: readonly string[]) {
  const lines = variantIds.map((variantId) => ({ id: newId(), variantId, quantity: 1 }));
  return { ...shopMarket("USD"), lines, savedLines: [], promotionIds: [] };
}

/** Decides that a piece of the variant is added. */
export function adding(variantId: string): (current: Cart) => CartDecision<InvalidInput> {
  const lineId = newId();
  return (current) => addLines(current, [{ lineId, variantId, quantity: 1 }]);
}

/** Decides that nothing is left of the variant. */
export function removing(variantId: string): (current: Cart) => CartDecision<never> {
  return (current) => ({
    kind: "edited",
    content: { ...contentOf(current), lines: current.lines.filter((line) => line.variantId !== variantId) },
  });
}

export const refusing = () => refusal("invalid-input", "No.", []) as InvalidInput;

/** Changes a cart as a use case does: it is read by its id, and changed. */
export async function changeById(
  store: CartStore,
  id: string,
  decide: (current: Cart) => CartDecision<InvalidInput>,
): Promise<CartChange<InvalidInput>> {
  const [cart] = await store.find([id]);
  return cart ? store.change(cart, decide) : { ...refusal("cart-not-found", "There is no such cart.", []) };
}

/** The pieces in a cart by variant. */
export function piecesIn(cart: Cart | null | undefined): Record<string, number> {
  return Object.fromEntries((cart?.lines ?? []).map(({ variantId, quantity }) => [variantId, quantity]));
}

export function changed(change: CartChange<CartChangeRefusal>): Cart {
  if (change.kind !== "changed") throw new Error(change.kind);
  return change.cart;
}
