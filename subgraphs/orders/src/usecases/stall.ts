import { ServiceRefused, ServiceUnavailable } from "@angidi/service-client";
import type { Ports } from "../ports.ts";
import { PromotionsUnknown } from "../saga/editPromotions.ts";
import { StockNotTakenOut } from "../saga/fulfilment.ts";
import { PaymentUndecided } from "../saga/money.ts";

/** Errors whose words are our own. */
const ours = [PaymentUndecided, PromotionsUnknown, StockNotTakenOut];

/** Tells the log what could not be done now. A neighbour that is away is to be expected. */
export function warnOfStall(log: Ports["log"], message: string, error: unknown): void {
  log[error instanceof ServiceUnavailable ? "warn" : "error"]({ err: error }, message);
}

/**
 * What an attempt met with, in a line that is kept for staff. Only errors whose words are ours are told in their words: a
 * database's, say, may quote what somebody typed.
 */
export function describeError(error: unknown): string {
  if (error instanceof ServiceUnavailable) return `${error.name}: ${error.service} gives no answer`;
  if (error instanceof ServiceRefused) return `${error.name}: ${error.service} refused (${error.code ?? "no code"})`;
  if (ours.some((known) => error instanceof known) && error instanceof Error) return `${error.name}: ${error.message}`;
  return `${error instanceof Error ? error.name : "An unknown fault"}: see the log`;
}
