import type { Money } from "@angidi/money";
import type { PaymentKey } from "./payment.ts";

// Rules that an honest service keeps; each check gives the mistake in words.

export function checkAmount({ amount, currency }: Money): string | undefined {
  if (amount < 1) return "The amount must be at least 1";
  return /^[A-Z]{3}$/.test(currency) ? undefined : "The currency must be one of ISO 4217";
}

export function checkKey({ orderId, supplementId }: PaymentKey): string | undefined {
  if (orderId === "" || orderId.length > 255) return "An order id has 1 to 255 characters";
  const isSound = supplementId === null || (supplementId !== "" && supplementId.length <= 255);
  return isSound ? undefined : "A supplement id has 1 to 255 characters";
}

export function checkBuyer(buyerId: string): string | undefined {
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(buyerId);
  return isUuid ? undefined : "A buyer id is a UUID";
}
