import "server-only";
import { change } from "../graph/ask.ts";
import {
  AcknowledgePrices,
  ApplyDiscountCode,
  ChangeQuantities,
  MoveLinesToCart,
  RemoveDiscountCode,
  SaveLinesForLater,
} from "../graph/generated/documents.ts";
import { speak } from "../locale/speak.ts";
import { guestCartId, isSignedIn } from "../session/session.ts";
import { answerOf, type CartResult } from "./answerOf.ts";
import type { CartAnswer } from "./cartAnswer.ts";
import type { CartOperation } from "./pending.ts";

/** What can be done to a cart that is there. */
type Change = Exclude<CartOperation, { readonly kind: "add" }>;

interface Target {
  readonly cartId: string;
  readonly expectedVersion?: number;
}

/** Does operations, all of one kind, to the shopper's cart. `cartId` counts for who is signed in; a guest's is the cookie's. */
export async function applyOperations(
  operations: readonly Change[],
  { cartId, expectedVersion }: { readonly cartId: string | undefined; readonly expectedVersion: number | undefined },
): Promise<CartAnswer> {
  const own = (await isSignedIn()) ? cartId : await guestCartId();
  if (!own) return { kind: "refused", about: "cart", message: (await speak()).words.purchase.cart.lineGone };
  const [first] = operations;
  const same = operations.filter(({ kind }) => kind === first?.kind);
  return answerOf(await send(same, { cartId: own, ...(expectedVersion !== undefined && { expectedVersion }) }));
}

async function send(operations: readonly Change[], target: Target): Promise<CartResult> {
  const { cartId } = target;
  const lineIds = operations.flatMap((operation) => ("lineId" in operation ? [operation.lineId] : []));
  const first = operations[0]!;
  switch (first.kind) {
    case "set": {
      const lines = operations.flatMap((one) =>
        one.kind === "set" ? [{ lineId: one.lineId, quantity: one.quantity }] : [],
      );
      return (await change(ChangeQuantities, { input: { ...target, lines } })).data.updateCartLines;
    }
    case "save":
      return (await change(SaveLinesForLater, { input: { ...target, lineIds } })).data.saveForLater;
    case "move":
      return (await change(MoveLinesToCart, { input: { ...target, lineIds } })).data.moveToCart;
    case "acknowledge": {
      const lines = operations.flatMap((one) =>
        one.kind === "acknowledge" ? [{ lineId: one.lineId, unitPrice: one.unitPrice }] : [],
      );
      return (await change(AcknowledgePrices, { input: { cartId, lines } })).data.acknowledgePrices;
    }
    case "apply-code":
      return (await change(ApplyDiscountCode, { input: { cartId, code: first.code } })).data.applyDiscountCode;
    case "remove-code":
      return (await change(RemoveDiscountCode, { input: { cartId, code: first.code } })).data.removeDiscountCode;
  }
}
