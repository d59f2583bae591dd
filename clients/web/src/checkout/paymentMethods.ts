import type { PaymentProvider } from "../graph/generated/operations.ts";

/**
 * How can be paid: tokens of payment methods, never a card's data. These are the test provider's, which are Stripe's test
 * methods; the shop says beside them that nothing is charged.
 */
export const paymentMethods = {
  card: { provider: "TEST", token: "pm_card_visa" },
  confirmed: { provider: "TEST", token: "pm_card_threeDSecure2Required" },
  declined: { provider: "TEST", token: "pm_card_chargeDeclined" },
  insufficient: { provider: "TEST", token: "pm_card_chargeDeclinedInsufficientFunds" },
} as const satisfies Readonly<Record<string, { readonly provider: PaymentProvider; readonly token: string }>>;

export type PaymentChoice = keyof typeof paymentMethods;

/** The choices, in the order in which they are offered. */
export const paymentChoices = Object.keys(paymentMethods) as readonly PaymentChoice[];
