"use server";

import { z } from "zod";
import { GraphUnavailable } from "../graph/ask.ts";
import { speak } from "../locale/speak.ts";
import { guestCartId, isSignedIn } from "../session/session.ts";
import { askQuote } from "./askQuote.ts";
import type { CheckoutState, Told } from "./checkoutState.ts";
import { type Address, addressOf, type Entered, emailOf, type FieldProblems, readEntered } from "./entered.ts";
import { placeOrder } from "./placeOrder.ts";
import { takeWhatIsThere } from "./takeWhatIsThere.ts";

const agreed = z.object({
  cartVersion: z.coerce.number().int().positive(),
  amount: z.coerce.number().int().min(0),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

/**
 * Every submission of the checkout. `do` says what for: `quote` to see what the cart costs at the address, `place` to order
 * at the total that was shown, `take` to put the cart down to what is in stock. What was entered stays, whatever comes of it.
 */
export async function checkOut(_previous: CheckoutState, form: FormData): Promise<CheckoutState> {
  const [signedIn, { words }] = await Promise.all([isSignedIn(), speak()]);
  const entered = readEntered(form);
  const cartId = signedIn ? String(form.get("cartId") ?? "") : await guestCartId();
  const state: CheckoutState = { entered, quote: null, problems: {}, told: null };
  if (!cartId) return { ...state, told: { kind: "refused", message: words.purchase.checkout.cartGone } };

  const address = addressOf(entered);
  const email = emailOf(entered, signedIn);
  const problems = { ...("problems" in address && address.problems), ...("problems" in email && email.problems) };
  if ("problems" in address) return withProblems(state, problems);
  // What it costs can be told before it is known who orders.
  const isToPlace = form.get("do") === "place";
  if ("problems" in email && isToPlace) {
    return withProblems(await quoted(state, cartId, address.address), problems);
  }
  try {
    if (form.get("do") === "take") await takeWhatIsThere(cartId, form);
    const terms = agreed.safeParse(Object.fromEntries(form));
    if (!isToPlace || !terms.success || !entered.shippingMethodId || "problems" in email) {
      return await quoted(state, cartId, address.address);
    }
    const { cartVersion, amount, currency } = terms.data;
    const refused = await placeOrder({
      ...{ cartId, cartVersion, email: email.email, address: address.address, expectedTotal: { amount, currency } },
      ...{ shippingMethodId: entered.shippingMethodId, payment: entered.payment },
    });
    return await quoted(state, cartId, address.address, refused);
  } catch (error) {
    if (!(error instanceof GraphUnavailable)) throw error;
    return { ...state, told: { kind: "unavailable", message: words.purchase.checkout.unavailable } };
  }
}

/** The state with what the cart costs now. */
async function quoted(
  state: CheckoutState,
  cartId: string,
  address: Address,
  told: Told | null = null,
): Promise<CheckoutState> {
  const result = await askQuote(cartId, address, state.entered.shippingMethodId);
  switch (result.kind) {
    case "quoted": {
      const entered: Entered = { ...state.entered, shippingMethodId: result.quote.methodId };
      return { ...state, entered, quote: result.quote, told };
    }
    case "invalid":
      return withProblems({ ...state, told }, { [result.field]: "wrong" });
    case "refused":
      // Why no order was placed says more than that there is no price for it now.
      return { ...state, told: told ?? result.told };
  }
}

async function withProblems(state: CheckoutState, found: FieldProblems): Promise<CheckoutState> {
  const { checkout: words } = (await speak()).words.purchase;
  const problems = Object.fromEntries(
    Object.entries(found).map(([field, problem]) => {
      if (problem === "missing") return [field, words.missing];
      if (problem === "too-long") return [field, words.tooLong];
      return [field, field === "email" ? words.wrongEmail : words.wrong];
    }),
  );
  return { ...state, problems, told: { kind: "check", message: words.problemsTitle } };
}
