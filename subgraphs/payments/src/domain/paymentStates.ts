export type PaymentStatus =
  | "PENDING"
  | "REQUIRES_ACTION"
  | "AUTHORIZED"
  | "CAPTURED"
  | "PARTIALLY_REFUNDED"
  | "REFUNDED"
  | "FAILED"
  | "VOIDED";

/** What can happen to a payment. */
export type Happening =
  | "authorised"
  | "actionRequired"
  | "declined"
  | "voided"
  | "captured"
  | "partlyRefunded"
  | "refunded";

export type PaymentStates = Readonly<Record<PaymentStatus, Readonly<Partial<Record<Happening, PaymentStatus>>>>>;

/**
 * Where a payment goes from where by what. An authorised one can still be declined: holds expire, and the provider says
 * so when it is to capture. What is not here cannot happen.
 */
export const paymentStates: PaymentStates = {
  PENDING: { authorised: "AUTHORIZED", actionRequired: "REQUIRES_ACTION", declined: "FAILED" },
  REQUIRES_ACTION: { authorised: "AUTHORIZED", declined: "FAILED", voided: "VOIDED" },
  AUTHORIZED: { captured: "CAPTURED", declined: "FAILED", voided: "VOIDED" },
  CAPTURED: { partlyRefunded: "PARTIALLY_REFUNDED", refunded: "REFUNDED" },
  PARTIALLY_REFUNDED: { partlyRefunded: "PARTIALLY_REFUNDED", refunded: "REFUNDED" },
  REFUNDED: {},
  FAILED: {},
  VOIDED: {},
};

/** The status after something has happened; undefined when it cannot happen there. */
export function next(status: PaymentStatus, happening: Happening): PaymentStatus | undefined {
  return paymentStates[status][happening];
}

/** Throws unless every state can be reached, and from every one an end. For the start, not for a payment's worst moment. */
export function checkPaymentStates(states: PaymentStates): void {
  const all = Object.keys(states) as PaymentStatus[];
  const reachedFrom = (start: PaymentStatus): Set<PaymentStatus> => {
    const reached = new Set([start]);
    for (const state of reached) for (const target of Object.values(states[state] ?? {})) reached.add(target);
    return reached;
  };
  const isEnd = (state: PaymentStatus) => Object.keys(states[state]).length === 0;

  const fromStart = reachedFrom("PENDING");
  for (const state of fromStart) {
    if (!(state in states)) throw new Error(`The payment state ${state} is led to but not described`);
  }
  for (const state of all) {
    if (!fromStart.has(state)) throw new Error(`No payment can get to the state ${state}`);
    if (![...reachedFrom(state)].some(isEnd)) throw new Error(`No payment gets out of the state ${state}`);
  }
}
