import { type Neighbour, neighbour } from "./neighbour.ts";

const sdl = `
type Query { nothing: Int }
type Mutation {
  authorisePayment(input: AuthorisePaymentInput!): PaymentState! @internal(services: ["orders"]) @inaccessible
  capturePayment(orderId: ID!): PaymentState! @internal(services: ["orders"]) @inaccessible
  voidPayment(orderId: ID!): PaymentState! @internal(services: ["orders"]) @inaccessible
  refundPayment(input: RefundPaymentInput!): PaymentState! @internal(services: ["orders"]) @inaccessible
  settlePaymentAction(input: SettlePaymentActionInput!): PaymentState! @internal(services: ["orders"]) @inaccessible
}
input AuthorisePaymentInput { orderId: ID! buyerId: ID! amount: MoneyInput! provider: PaymentProvider! paymentMethod: String! }
input RefundPaymentInput { orderId: ID! refundId: ID! amount: MoneyInput! reason: String! }
input SettlePaymentActionInput { orderId: ID! outcome: PaymentActionOutcome! }
enum PaymentActionOutcome { SUCCEEDED FAILED }
type PaymentState {
  status: PaymentStatus! captured: MinorUnits! refunded: MinorUnits! declineCode: String declineMessage: String
  clientSecret: String redirectUrl: String
}
`;

interface Payment {
  status: string;
  readonly amount: number;
  captured: number;
  refunded: number;
  declineCode: string | null;
  readonly clientSecret: string | null;
}

export interface FakePayments extends Neighbour {
  /** Of an order: what was taken and given back, and how often. */
  moneyOf(orderId: string): { status: string; captured: number; refunded: number };
  /** The orders whose money was captured, one entry for each capture. */
  readonly captures: string[];
  /** Lets the provider decline refunds from now on, or no more. */
  declineRefunds(declines?: boolean): void;
}

export const testCard = {
  good: "pm_card_visa",
  declined: "pm_card_visa_chargeDeclined",
  needsAction: "pm_card_authenticationRequired",
  /** Is authorised, and declined at the capture. */
  failsLater: "pm_card_chargeCustomerFail",
};

export function fakePayments(signingKey: string): FakePayments {
  const payments = new Map<string, Payment>();
  const methods = new Map<string, string>();
  const captures: string[] = [];
  const refunds = new Set<string>();
  let refundsAreDeclined = false;

  const start = (status: string, amount: number, declineCode: string | null = null): Payment => ({
    status,
    amount,
    captured: 0,
    refunded: 0,
    declineCode,
    clientSecret: status === "REQUIRES_ACTION" ? "secret" : null,
  });

  function authorise({
    orderId,
    amount,
    paymentMethod,
  }: {
    orderId: string;
    amount: { amount: number };
    paymentMethod: string;
  }) {
    const known = payments.get(orderId);
    if (known) return known;
    methods.set(orderId, paymentMethod);
    const payment =
      paymentMethod === testCard.declined
        ? start("FAILED", amount.amount, "card_declined")
        : start(paymentMethod === testCard.needsAction ? "REQUIRES_ACTION" : "AUTHORIZED", amount.amount);
    payments.set(orderId, payment);
    return payment;
  }

  function capture(orderId: string) {
    const payment = payments.get(orderId)!;
    if (payment.status !== "AUTHORIZED") return payment;
    if (methods.get(orderId) === testCard.failsLater) {
      payment.status = "FAILED";
      payment.declineCode = "insufficient_funds";
      return payment;
    }
    captures.push(orderId);
    payment.status = "CAPTURED";
    payment.captured = payment.amount;
    return payment;
  }

  function voidHold(orderId: string) {
    const payment = payments.get(orderId) ?? start("VOIDED", 0);
    payments.set(orderId, payment);
    if (["AUTHORIZED", "REQUIRES_ACTION", "PENDING"].includes(payment.status)) payment.status = "VOIDED";
    return payment;
  }

  function refund({ orderId, refundId, amount }: { orderId: string; refundId: string; amount: { amount: number } }) {
    const payment = payments.get(orderId)!;
    if (refunds.has(refundId)) return payment;
    if (refundsAreDeclined) return { ...payment, declineCode: "refund_failed" };
    if (payment.refunded + amount.amount > payment.captured)
      throw new Error(`${orderId} was refunded more than it paid`);
    refunds.add(refundId);
    payment.refunded += amount.amount;
    payment.status = payment.refunded === payment.captured ? "REFUNDED" : "PARTIALLY_REFUNDED";
    return payment;
  }

  function settle({ orderId, outcome }: { orderId: string; outcome: "SUCCEEDED" | "FAILED" }) {
    const payment = payments.get(orderId)!;
    if (payment.status !== "REQUIRES_ACTION") return payment;
    payment.status = outcome === "SUCCEEDED" ? "AUTHORIZED" : "FAILED";
    if (outcome === "FAILED") payment.declineCode = "authentication_failed";
    return payment;
  }

  const resolvers = {
    Mutation: {
      authorisePayment: (_: unknown, { input }: { input: Parameters<typeof authorise>[0] }) => authorise(input),
      capturePayment: (_: unknown, { orderId }: { orderId: string }) => capture(orderId),
      voidPayment: (_: unknown, { orderId }: { orderId: string }) => voidHold(orderId),
      refundPayment: (_: unknown, { input }: { input: Parameters<typeof refund>[0] }) => refund(input),
      settlePaymentAction: (_: unknown, { input }: { input: Parameters<typeof settle>[0] }) => settle(input),
    },
  };

  return {
    ...neighbour("payments", sdl, resolvers, signingKey),
    moneyOf(orderId) {
      const { status = "NONE", captured = 0, refunded = 0 } = payments.get(orderId) ?? {};
      return { status, captured, refunded };
    },
    captures,
    declineRefunds(declines = true) {
      refundsAreDeclined = declines;
    },
  };
}
