import type { Kind } from "./kind.ts";

interface Amount {
  readonly amount: number;
  readonly currency: string;
}

/** What templates may use. A kind has what its event tells; the rest is null. */
export interface MessageData {
  readonly shop: { readonly name: string; readonly url: string };
  readonly customer: { readonly name: string | null };
  readonly order: {
    readonly number: string;
    readonly total: Amount | null;
    /** What it cost before it was edited. */
    readonly totalBefore: Amount | null;
    /** Whether more parcels of it will follow. */
    readonly partial: boolean;
    /** In the words of whoever cancelled it. */
    readonly reason: string | null;
    readonly lines: readonly { readonly title: string; readonly quantity: number; readonly unitPrice: Amount }[];
  } | null;
  /** What was declined or given back. */
  readonly payment: Amount | null;
  /** What was left in it. */
  readonly cart: { readonly pieces: number } | null;
  /** Where the reader shows that the address is theirs. */
  readonly verification: { readonly url: string } | null;
}

/** What previews show and saved templates are tried on: as much as an event of the kind tells, and no more. */
export function sampleData(kind: Kind, shop: MessageData["shop"]): MessageData {
  const of = (amount: number) => ({ amount, currency: "USD" });
  const isOfPayment = kind === "PAYMENT_FAILED" || kind === "PAYMENT_REFUNDED";
  const lines = [
    { title: "Walnut desk organiser", quantity: 1, unitPrice: of(3_900) },
    { title: "Linen notebook <A5>", quantity: 2, unitPrice: of(1_245) },
  ];
  const order = {
    number: "A-7K3M9QX2TB",
    total: isOfPayment ? null : of(6_390),
    totalBefore: kind === "ORDER_EDITED" ? of(5_145) : null,
    partial: false,
    reason: kind === "ORDER_CANCELLED" ? "Ordered twice" : null,
    lines: isOfPayment ? [] : lines,
  };
  return {
    shop,
    customer: { name: "Ann Lee" },
    order: ["WELCOME", "EMAIL_VERIFICATION", "CART_ABANDONED"].includes(kind) ? null : order,
    payment: isOfPayment ? of(1_245) : null,
    cart: kind === "CART_ABANDONED" ? { pieces: 3 } : null,
    verification: kind === "EMAIL_VERIFICATION" ? { url: `${shop.url}/verify-email?token=abc` } : null,
  };
}
