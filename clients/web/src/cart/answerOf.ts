import "server-only";
import type { CartContentFragment } from "../graph/generated/operations.ts";
import { speak } from "../locale/speak.ts";
import { forgetGuestCart } from "../session/session.ts";
import type { CartAnswer } from "./cartAnswer.ts";
import { toView } from "./loadCart.ts";

/** What the graph gives for any change of a cart. */
export interface CartResult {
  readonly __typename: string;
  readonly cart?: CartContentFragment;
  readonly current?: CartContentFragment;
  readonly message?: string;
}

/** The graph's result for the shopper, in their language. */
export async function answerOf(result: CartResult): Promise<CartAnswer> {
  const { cart: words } = (await speak()).words.purchase;
  const { __typename: type, cart, current } = result;
  if (cart) return { kind: "changed", cart: await toView(cart) };
  if (current) return { kind: "conflict", cart: (await toView(current))!, message: words.conflict };
  if (type === "CartNotFound") {
    // It was merged, ended or never there: the next addition begins a new one.
    await forgetGuestCart();
    return { kind: "changed", cart: null };
  }
  const refusals: Readonly<Record<string, Omit<CartAnswer & { kind: "refused" }, "kind">>> = {
    CartLineNotFound: { about: "cart", message: words.lineGone },
    VariantNotFound: { about: "variant", message: words.notSold },
    VariantNotPurchasable: { about: "variant", message: words.notSold },
    DiscountCodeUnknown: { about: "code", message: words.codeUnknown },
    DiscountCodeExpired: { about: "code", message: words.codeExpired },
    DiscountCodeUsedUp: { about: "code", message: words.codeUsedUp },
    // Why it does not apply is in the graph's sentence alone.
    DiscountCodeNotApplicable: { about: "code", message: result.message ?? words.codeUnknown },
    InvalidInput: { about: "cart", message: words.tooMany },
  };
  return { kind: "refused", ...(refusals[type] ?? { about: "cart", message: words.notUnderstood }) };
}
