import "server-only";
import { redirect } from "next/navigation";
import { keyOf } from "../cart/loadCart.ts";
import { rememberOrdered } from "../cart/orderedCart.ts";
import { ask, change } from "../graph/ask.ts";
import { PlaceOrder, UndecidedOrder } from "../graph/generated/documents.ts";
import type { PlaceOrderMutation } from "../graph/generated/operations.ts";
import { formatMoney, type Money } from "../locale/format.ts";
import { speak } from "../locale/speak.ts";
import { isSignedIn } from "../session/session.ts";
import { refusalIn } from "./askQuote.ts";
import { beginAnotherAttempt, currentAttempt, rememberPlaced } from "./attempt.ts";
import type { Told } from "./checkoutState.ts";
import type { Address } from "./entered.ts";
import { idempotencyKeyOf } from "./idempotencyKey.ts";
import { type PaymentChoice, paymentMethods } from "./paymentMethods.ts";

export interface OrderToPlace {
  readonly cartId: string;
  /** The version of the cart that the shopper saw the price of. */
  readonly cartVersion: number;
  /** A guest's. */
  readonly email: string | null;
  readonly address: Address;
  readonly shippingMethodId: string;
  readonly payment: PaymentChoice;
  /** What the shopper agreed to. */
  readonly expectedTotal: Money;
}

/** Places an order and goes to it, or to where its payment is confirmed. Comes back only with why there is none. */
export async function placeOrder(order: OrderToPlace): Promise<Told> {
  const { cartId, cartVersion, email, address, shippingMethodId, payment, expectedTotal } = order;
  const { provider, token } = paymentMethods[payment];
  const { number: attempt, placed } = await currentAttempt();
  const idempotencyKey = idempotencyKeyOf({
    ...{ cartId, cartVersion, attempt, email, address, shippingMethodId },
    ...{ paymentMethod: token, expectedTotal },
  });
  const { data } = await change(PlaceOrder, {
    input: {
      ...{ idempotencyKey, cartId, shippingAddress: address, shippingMethodId, expectedTotal },
      ...(email !== null && { email }),
      payment: { provider, paymentMethod: token },
    },
  });
  const result = data.placeOrder;
  const cart = { cartKey: keyOf(cartId), cartVersion };

  switch (result.__typename) {
    case "OrderPlaced": {
      const { id, status } = result.order;
      await rememberPlaced({ orderId: id, ...cart });
      if (status === "CONFIRMED") await rememberOrdered({ key: cart.cartKey, version: cartVersion });
      return redirect(`/orders/${encodeURIComponent(id)}`);
    }
    case "PaymentActionRequired": {
      const { order: waiting, redirectUrl } = result;
      await rememberPlaced({ orderId: waiting.id, ...cart });
      return redirect(confirmationOf(provider, waiting.id, redirectUrl));
    }
    case "CartAlreadyOrdered": {
      const id = (await undecidedOrder()) ?? (placed?.cartKey === cart.cartKey ? placed.orderId : null);
      if (id) return redirect(`/orders/${encodeURIComponent(id)}`);
      return refusedAs(result);
    }
    case "OutOfStock":
    case "PaymentDeclined":
    case "IdempotencyKeyReused":
      // The same again would be answered by the same refusal.
      await beginAnotherAttempt();
  }
  return refusedAs(result);
}

/** The test provider has no page of its own: the storefront's stands for it. Any other's is where its answer says. */
function confirmationOf(provider: string, orderId: string, redirectUrl: string | null): string {
  if (provider === "TEST") return `/checkout/confirm/${encodeURIComponent(orderId)}`;
  return redirectUrl ?? `/orders/${encodeURIComponent(orderId)}`;
}

type Refusal = Exclude<
  PlaceOrderMutation["placeOrder"],
  { readonly __typename: "OrderPlaced" | "PaymentActionRequired" }
>;

async function refusedAs(refusal: Refusal): Promise<Told> {
  const { words, locale } = await speak();
  const { checkout } = words.purchase;
  switch (refusal.__typename) {
    case "PaymentDeclined":
      return { kind: "declined", message: checkout.declined(checkout.declineReasons[refusal.code]) };
    case "PriceChanged": {
      const [before, now] = [formatMoney(refusal.expected, locale), formatMoney(refusal.actual, locale)];
      return { kind: "price-changed", message: checkout.priceChanged(before, now) };
    }
    case "OutOfStock":
      return {
        kind: "out-of-stock",
        shortages: refusal.shortages.flatMap(({ variant, requested, available }) =>
          variant
            ? [
                {
                  variantId: variant.id,
                  available,
                  message: checkout.shortage(variant.product.title, requested, available),
                },
              ]
            : [],
        ),
      };
    default:
      return { kind: "refused", message: refusalIn(checkout, refusal.__typename) };
  }
}

async function undecidedOrder(): Promise<string | null> {
  if (!(await isSignedIn())) return null;
  const { data } = await ask(UndecidedOrder, {});
  return data.me?.orders?.edges[0]?.node.id ?? null;
}
