"use server";

import { z } from "zod";
import { GraphUnavailable } from "../graph/ask.ts";
import { speak } from "../locale/speak.ts";
import { addLines } from "./addLines.ts";
import { applyOperations } from "./applyOperations.ts";
import type { CartAnswer } from "./cartAnswer.ts";
import { readCart } from "./loadCart.ts";
import { operationsOf } from "./operationForm.ts";

const id = z.string().min(1).max(200);
const quantity = z.int().min(0).max(999);

const operations = z
  .array(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("set"), lineId: id, quantity }),
      z.object({ kind: z.enum(["save", "move"]), lineId: id }),
      z.object({
        kind: z.literal("acknowledge"),
        lineId: id,
        unitPrice: z.object({ amount: z.int().min(0), currency: z.string().regex(/^[A-Z]{3}$/) }),
      }),
      z.object({ kind: z.enum(["apply-code", "remove-code"]), code: z.string().min(1).max(100) }),
    ]),
  )
  .min(1)
  .max(200);

const additions = z
  .array(z.object({ variantId: id, quantity: quantity.min(1) }))
  .min(1)
  .max(200);

const version = z.coerce.number().int().positive().optional().catch(undefined);

/**
 * Adds to the cart: the form's `variantId` and `quantity`, in pairs. A guest's first addition makes the cart, which is kept
 * in a cookie.
 */
export async function addToCart(_previous: CartAnswer | null, form: FormData): Promise<CartAnswer> {
  const quantities = form.getAll("quantity").map(Number);
  const { success, data } = additions.safeParse(
    form.getAll("variantId").map((variantId, index) => ({ variantId, quantity: quantities[index] ?? 1 })),
  );
  return told(success ? () => addLines(data) : undefined);
}

/**
 * Changes the cart as a form of the cart asks (`operationForm.ts`): quantities, saving for later, moving back, discount codes,
 * prices taken note of. `version`: the one that the shopper saw; another by now is a conflict.
 */
export async function changeCart(_previous: CartAnswer | null, form: FormData): Promise<CartAnswer> {
  const { success, data } = operations.safeParse(operationsOf(form));
  const cartId = id
    .optional()
    .catch(undefined)
    .parse(form.get("cartId") || undefined);
  const expectedVersion = version.parse(form.get("version") ?? undefined);
  return told(success ? () => applyOperations(data, { cartId, expectedVersion }) : undefined);
}

/** The cart as it stands now, for who comes back to a page. */
export async function refreshCart(): Promise<CartAnswer> {
  return told(async () => ({ kind: "changed", cart: await readCart() }));
}

async function told(act: (() => Promise<CartAnswer>) | undefined): Promise<CartAnswer> {
  const { cart: words } = (await speak()).words.purchase;
  if (!act) return { kind: "refused", about: "cart", message: words.notUnderstood };
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof GraphUnavailable)) throw error;
    return { kind: "unavailable", message: words.unavailable };
  }
}
