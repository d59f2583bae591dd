import { type Neighbour, neighbour } from "./neighbour.ts";

const sdl = `
type Query { nothing: Int }
type Mutation {
  authorisePayment(input: AuthorisePaymentInput!): PaymentState! @internal(services: ["orders"]) @inaccessible
  capturePayment(orderId: ID!, supplementId: ID): PaymentState! @internal(services: ["orders"]) @inaccessible
  voidPayment(orderId: ID!, supplementId: ID): PaymentState! @internal(services: ["orders"]) @inaccessible
  refundPayment(input: RefundPaymentInput!): PaymentState! @internal(services: ["orders"]) @inaccessible
  settlePaymentAction(input: SettlePaymentActionInput!): PaymentState! @internal(services: ["orders"]) @inaccessible
}
input AuthorisePaymentInput {
  orderId: ID! supplementId: ID buyerId: ID! amount: MoneyInput! provider: PaymentProvider! paymentMethod: String!
}
input RefundPaymentInput { orderId: ID! supplementId: ID refundId: ID! amount: MoneyInput! reason: String!
  untilMade: Boolean! = false
}
input SettlePaymentActionInput { orderId: ID! supplementId: ID outcome: PaymentActionOutcome! }
enum PaymentActionOutcome { SUCCEEDED FAILED }
type PaymentState {
  status: PaymentStatus! captured: MinorUnits! refunded: MinorUnits! withheld: MinorUnits! declineCode: String declineMessage: String
  clientSecret: String redirectUrl: String
}
`;

/** Which payment of an order. */
interface Key {
  readonly orderId: string;
  readonly supplementId?: string | null;
}

interface Payment {
  status: string;
  readonly amount: number;
  captured: number;
  refunded: number;
  readonly withheld: number;
  declineCode: string | null;
  readonly clientSecret: string | null;
}

export interface FakePayments extends Neighbour {
  /** Of an order's own payment, or that of a supplement: what was taken and given back. */
  moneyOf(orderId: string, supplementId?: string): { status: string; captured: number; refunded: number };
  /** What was taken for an order and not given back, over all of its payments. */
  heldOf(orderId: string): number;
  /** The orders whose money was captured, one entry for each capture. */
  readonly captures: string[];
  /** Has a confirmation that is waited for succeed and its money taken, without anybody being told. */
  confirmAndCapture(orderId: string, supplementId: string): void;
  /** Lets the provider decline refunds from now on, or no more. */
  declineRefunds(declines?: boolean): void;
  /** Lets it decline those of an order's own payment, and of no order's any more by null. */
  declineRefundsOf(orderId: string | null): void;
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
  let declinedFor: string | null = null;

  const start = (status: string, amount: number, declineCode: string | null = null): Payment => ({
    status,
    amount,
    captured: 0,
    refunded: 0,
    withheld: 0,
    declineCode,
    clientSecret: status === "REQUIRES_ACTION" ? "secret" : null,
  });

  const keyOf = ({ orderId, supplementId }: Key) => (supplementId ? `${orderId} ${supplementId}` : orderId);

  function authorise({ amount, paymentMethod, ...input }: Key & { amount: { amount: number }; paymentMethod: string }) {
    const key = keyOf(input);
    const known = payments.get(key);
    if (known) return known;
    methods.set(key, paymentMethod);
    const payment =
      paymentMethod === testCard.declined
        ? start("FAILED", amount.amount, "card_declined")
        : start(paymentMethod === testCard.needsAction ? "REQUIRES_ACTION" : "AUTHORIZED", amount.amount);
    payments.set(key, payment);
    return payment;
  }

  function capture(input: Key) {
    const payment = payments.get(keyOf(input))!;
    if (payment.status !== "AUTHORIZED") return payment;
    if (methods.get(keyOf(input)) === testCard.failsLater) {
      payment.status = "FAILED";
      payment.declineCode = "insufficient_funds";
      return payment;
    }
    captures.push(keyOf(input));
    payment.status = "CAPTURED";
    payment.captured = payment.amount;
    return payment;
  }

  function voidHold(input: Key) {
    const payment = payments.get(keyOf(input)) ?? start("VOIDED", 0);
    payments.set(keyOf(input), payment);
    if (["AUTHORIZED", "REQUIRES_ACTION", "PENDING"].includes(payment.status)) payment.status = "VOIDED";
    return payment;
  }

  function refund({ refundId, amount, ...input }: Key & { refundId: string; amount: { amount: number } }) {
    const key = keyOf(input);
    const payment = payments.get(key)!;
    if (refunds.has(`${key} ${refundId}`)) return payment;
    if (refundsAreDeclined || key === declinedFor) return { ...payment, declineCode: "refund_failed" };
    if (payment.refunded + amount.amount > payment.captured) throw new Error(`${key} was refunded more than it paid`);
    refunds.add(`${key} ${refundId}`);
    payment.refunded += amount.amount;
    payment.status = payment.refunded === payment.captured ? "REFUNDED" : "PARTIALLY_REFUNDED";
    return payment;
  }

  function settle({ outcome, ...input }: Key & { outcome: "SUCCEEDED" | "FAILED" }) {
    const payment = payments.get(keyOf(input))!;
    if (payment.status !== "REQUIRES_ACTION") return payment;
    payment.status = outcome === "SUCCEEDED" ? "AUTHORIZED" : "FAILED";
    if (outcome === "FAILED") payment.declineCode = "authentication_failed";
    return payment;
  }

  const resolvers = {
    Mutation: {
      authorisePayment: (_: unknown, { input }: { input: Parameters<typeof authorise>[0] }) => authorise(input),
      capturePayment: (_: unknown, input: Key) => capture(input),
      voidPayment: (_: unknown, input: Key) => voidHold(input),
      refundPayment: (_: unknown, { input }: { input: Parameters<typeof refund>[0] }) => refund(input),
      settlePaymentAction: (_: unknown, { input }: { input: Parameters<typeof settle>[0] }) => settle(input),
    },
  };

  return {
    ...neighbour("payments", sdl, resolvers, signingKey),
    moneyOf(orderId, supplementId) {
      const { status = "NONE", captured = 0, refunded = 0 } = payments.get(keyOf({ orderId, supplementId })) ?? {};
      return { status, captured, refunded };
    },
    heldOf: (orderId) =>
      [...payments]
        .filter(([key]) => key.startsWith(orderId))
        .reduce((held, [, { captured, refunded }]) => held + captured - refunded, 0),
    captures,
    confirmAndCapture(orderId, supplementId) {
      settle({ orderId, supplementId, outcome: "SUCCEEDED" });
      capture({ orderId, supplementId });
    },
    declineRefundsOf(orderId) {
      declinedFor = orderId;
    },
    declineRefunds(declines = true) {
      refundsAreDeclined = declines;
    },
  };
}
