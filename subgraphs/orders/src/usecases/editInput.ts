import { type PostalAddress, parseAddress, type TypedAddress } from "@angidi/contact";
import { isPaymentToken } from "@angidi/money";
import type { LineQuantity } from "../domain/lineBalance.ts";
import type { PaymentProvider } from "../domain/order.ts";
import { checkKey, type InvalidInput, invalidInput } from "./refusal.ts";

/** What an order is to become, as it came. What is left out stays as it is. */
export interface EditChangesInput {
  readonly orderId: string;
  readonly lines?: readonly LineQuantity[] | null;
  readonly add?: readonly { readonly variantId: string; readonly quantity: number }[] | null;
  readonly shippingAddress?: TypedAddress | null;
  readonly shippingMethodId?: string | null;
}

/** What a client asks to change, as it came. */
export interface EditInput extends EditChangesInput {
  readonly idempotencyKey: string;
  readonly payment?: { readonly provider: PaymentProvider; readonly paymentMethod: string } | null;
  readonly expectedTotal?: { readonly amount: number; readonly currency: string } | null;
}

/** The same, checked and in the form in which it is kept. */
export interface EditChanges {
  readonly lines: readonly LineQuantity[];
  readonly add: readonly { readonly variantId: string; readonly quantity: number }[];
  readonly shippingAddress: PostalAddress | null;
  readonly shippingMethodId: string | null;
}

/** What an idempotency key stands for, besides the order. */
export interface EditRequest extends EditChanges {
  readonly payment: { readonly provider: PaymentProvider; readonly paymentMethod: string } | null;
  readonly expectedTotal: { readonly amount: number; readonly currency: string } | null;
}

const mostLines = 1_000;

/** Reads what is to be changed. */
export function readChanges(
  input: EditChangesInput,
): { readonly kind: "valid"; readonly changes: EditChanges } | InvalidInput {
  const lines = (input.lines ?? []).map(({ lineId, quantity }) => ({ lineId, quantity }));
  const add = (input.add ?? []).map(({ variantId, quantity }) => ({ variantId, quantity }));
  if (lines.length > mostLines) return invalidInput(["lines"], `lines must have at most ${mostLines} entries`);
  if (add.length > mostLines) return invalidInput(["add"], `add must have at most ${mostLines} entries`);
  const address = input.shippingAddress ? parseAddress(input.shippingAddress) : null;
  if (address?.kind === "invalid") return invalidInput(["shippingAddress", address.field], address.message);

  const shippingMethodId = input.shippingMethodId ?? null;
  if (lines.length === 0 && add.length === 0 && !address && shippingMethodId === null) {
    return invalidInput([], "Nothing is to be changed");
  }
  return { kind: "valid", changes: { lines, add, shippingAddress: address?.address ?? null, shippingMethodId } };
}

/** Reads what a client asks to change, and how a difference is paid. */
export function readEdit(input: EditInput): { readonly kind: "valid"; readonly request: EditRequest } | InvalidInput {
  const wrongKey = checkKey(input.idempotencyKey);
  if (wrongKey) return wrongKey;
  const read = readChanges(input);
  if (read.kind !== "valid") return read;
  if (input.payment && !isPaymentToken(input.payment.paymentMethod)) {
    return invalidInput(
      ["payment", "paymentMethod"],
      "paymentMethod must be the provider's token, never a card's number",
    );
  }
  const { provider, paymentMethod } = input.payment ?? {};
  const payment = provider && paymentMethod ? { provider, paymentMethod } : null;
  const { amount, currency } = input.expectedTotal ?? {};
  const expectedTotal = amount !== undefined && currency !== undefined ? { amount, currency } : null;
  return { kind: "valid", request: { ...read.changes, payment, expectedTotal } };
}
