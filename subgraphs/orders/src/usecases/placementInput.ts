import { type PostalAddress, parseAddress, parseEmail, type TypedAddress } from "@angidi/contact";
import { isId } from "@angidi/datastores";
import { isPaymentToken } from "@angidi/money";
import type { PaymentProvider } from "../domain/order.ts";
import { checkKey, type InvalidInput, invalidInput } from "./refusal.ts";

/** What a client asks to place, as it came. */
export interface PlacementInput {
  readonly idempotencyKey: string;
  readonly cartId: string;
  readonly email?: string | null;
  readonly shippingAddress: TypedAddress;
  readonly shippingMethodId: string;
  readonly payment: { readonly provider: PaymentProvider; readonly paymentMethod: string };
  readonly expectedTotal?: { readonly amount: number; readonly currency: string } | null;
}

/** The same, checked and in the form in which it is kept; what an idempotency key stands for. */
export interface PlacementRequest {
  readonly cartId: string;
  readonly email: string | null;
  readonly shippingAddress: PostalAddress;
  readonly shippingMethodId: string;
  readonly payment: { readonly provider: PaymentProvider; readonly paymentMethod: string };
  readonly expectedTotal: { readonly amount: number; readonly currency: string } | null;
}

/** Reads what a guest or a signed-in customer asks to place. A cart id of another form is one that nobody has. */
export function readPlacement(
  input: PlacementInput,
  isGuest: boolean,
): { readonly kind: "valid"; readonly request: PlacementRequest } | { readonly kind: "cart-not-found" } | InvalidInput {
  const wrongKey = checkKey(input.idempotencyKey);
  if (wrongKey) return wrongKey;

  const email = parseEmail(input.email ?? "");
  if (email === null && (isGuest || input.email?.trim())) {
    return invalidInput(["email"], isGuest ? "A guest must give a valid e-mail address" : "email is not valid");
  }
  const address = parseAddress(input.shippingAddress);
  if (address.kind === "invalid") return invalidInput(["shippingAddress", address.field], address.message);

  const { provider, paymentMethod } = input.payment;
  if (!isPaymentToken(paymentMethod)) {
    return invalidInput(
      ["payment", "paymentMethod"],
      "paymentMethod must be the provider's token, never a card's number",
    );
  }
  const expected = input.expectedTotal ?? null;
  if (expected && (expected.amount < 0 || !/^[A-Z]{3}$/.test(expected.currency))) {
    return invalidInput(["expectedTotal"], "expectedTotal must not be negative, in a currency of ISO 4217");
  }
  if (!isId(input.cartId)) return { kind: "cart-not-found" };
  return {
    kind: "valid",
    request: {
      cartId: input.cartId.toLowerCase(),
      email,
      shippingAddress: address.address,
      shippingMethodId: input.shippingMethodId,
      payment: { provider, paymentMethod },
      expectedTotal: expected,
    },
  };
}
