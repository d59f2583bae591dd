import type { Money } from "@angidi/money";
import { loadOperations, operation, type ServiceClient } from "@angidi/service-client";
import type { PaymentProvider } from "../domain/order.ts";
import type {
  AuthorisePaymentMutation,
  AuthorisePaymentMutationVariables,
  CapturePaymentMutation,
  CapturePaymentMutationVariables,
  RefundPaymentMutation,
  RefundPaymentMutationVariables,
  SettlePaymentActionMutation,
  SettlePaymentActionMutationVariables,
  StateFragment,
  VoidPaymentMutation,
  VoidPaymentMutationVariables,
} from "../generated/payments.ts";
import { type Call, repeatable as repeatableSoon } from "./call.ts";

/** Where an order's payment stands; amounts are minor units. */
export type PaymentState = StateFragment;

/** A payment of an order: its own, or the supplement that pays the difference of an edit. */
export interface PaymentKey {
  readonly orderId: string;
  readonly supplementId?: string | null;
}

export interface Authorisation extends PaymentKey {
  readonly buyerId: string;
  readonly amount: Money;
  readonly provider: PaymentProvider;
  readonly paymentMethod: string;
}

/** What orders asks of payments. Throws ServiceUnavailable and ServiceRefused. */
export interface Payments {
  authorise(request: Authorisation, call: Call): Promise<PaymentState>;
  capture(payment: PaymentKey, call: Call): Promise<PaymentState>;
  /** Lets a hold go. Money that was captured stays so: the state says how much. */
  void(payment: PaymentKey, call: Call): Promise<PaymentState>;
  refund(
    request: PaymentKey & {
      readonly refundId: string;
      readonly amount: Money;
      readonly reason: string;
      /** Asks anew where it was declined: for what has to go back. */
      readonly untilMade: boolean;
    },
    call: Call,
  ): Promise<PaymentState>;
  /** Says how the shopper's confirmation with the test provider ended. */
  settleAction(request: PaymentKey & { readonly outcome: "SUCCEEDED" | "FAILED" }, call: Call): Promise<PaymentState>;
}

const operations = loadOperations(new URL("./payments.graphql", import.meta.url));
const authorisePayment = operation<AuthorisePaymentMutation, AuthorisePaymentMutationVariables>(
  operations,
  "AuthorisePayment",
);
const capturePayment = operation<CapturePaymentMutation, CapturePaymentMutationVariables>(operations, "CapturePayment");
const voidPayment = operation<VoidPaymentMutation, VoidPaymentMutationVariables>(operations, "VoidPayment");
const refundPayment = operation<RefundPaymentMutation, RefundPaymentMutationVariables>(operations, "RefundPayment");
const settlePaymentAction = operation<SettlePaymentActionMutation, SettlePaymentActionMutationVariables>(
  operations,
  "SettlePaymentAction",
);

/** Payments asks banks by way of a provider, for up to 7 s; to give up before it does would only be to ask it again. */
const repeatable = (call: Call) => ({ ...repeatableSoon(call), deadlineMilliseconds: 8_000 });

export function paymentsBy(client: ServiceClient): Payments {
  return {
    async authorise({ orderId, supplementId, buyerId, amount, provider, paymentMethod }, call) {
      const input = { orderId, supplementId, buyerId, amount, provider, paymentMethod };
      return (await client.call(authorisePayment, { input }, repeatable(call))).authorisePayment;
    },
    async capture({ orderId, supplementId }, call) {
      return (await client.call(capturePayment, { orderId, supplementId }, repeatable(call))).capturePayment;
    },
    async void({ orderId, supplementId }, call) {
      return (await client.call(voidPayment, { orderId, supplementId }, repeatable(call))).voidPayment;
    },
    async refund(input, call) {
      return (await client.call(refundPayment, { input }, repeatable(call))).refundPayment;
    },
    async settleAction(input, call) {
      return (await client.call(settlePaymentAction, { input }, repeatable(call))).settlePaymentAction;
    },
  };
}
