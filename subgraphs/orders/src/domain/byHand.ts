import type { RefundPart } from "./charges.ts";
import type { Parked } from "./parked.ts";
import type { Refund } from "./refund.ts";

/** What staff have done themselves, in place of a step that could not be done. */
export const byHandOutcomes = [
  "REFUNDED_AT_PROVIDER",
  "REFUNDED_OUTSIDE",
  "NOT_REFUNDED",
  "PROMOTIONS_CORRECTED",
  "SENT",
] as const;
export type ByHandOutcome = (typeof byHandOutcomes)[number];

/** The same as an order keeps it. */
export interface ByHand {
  readonly outcome: ByHandOutcome;
  /** Money that was given back in a way that payments do not know of, by the payment that it was taken with. */
  readonly outside?: readonly RefundPart[];
}

/** What was done by hand about the sagas of an order, by the `parkedKey` of each. */
export type ByHandOfOrder = Readonly<Record<string, ByHand>>;

const ofRefund = ["REFUNDED_AT_PROVIDER", "REFUNDED_OUTSIDE", "NOT_REFUNDED"] as const;

/**
 * How each step may be settled by hand, by saga, heading and step. What is missing is only tried again: it is done at a service of
 * our own, which holds stock, promotions or a hold on money until it is asked, and nobody else can let go of that.
 */
export const resolutions: Readonly<Record<string, readonly ByHandOutcome[]>> = {
  "refund FORWARD give back": ofRefund,
  "return FORWARD refund": ofRefund,
  // The provider declines to give back what was captured. Holds are let go by payments all the same.
  "placement UNDOING capture": ["REFUNDED_OUTSIDE"],
  "edit UNDOING capture": ["REFUNDED_OUTSIDE"],
  "edit FORWARD drop": ["PROMOTIONS_CORRECTED"],
  // Inventory is still asked to take the goods out, until it does.
  "fulfilment FORWARD take out": ["SENT"],
};

/** How a parked saga may be settled by hand; none: it can only be taken up again. */
export function resolutionsOf({
  saga,
  heading,
  step,
}: Pick<Parked, "saga" | "heading" | "step">): readonly ByHandOutcome[] {
  return resolutions[`${saga} ${heading} ${step}`] ?? [];
}

/**
 * Why a refund cannot be said not to have been made, or null. What an order costs less since it was edited is the shopper's;
 * and of a refund in parts the first may have been given already.
 */
export function mustBeRefunded({ editId, parts }: Pick<Refund, "editId" | "parts">): string | null {
  if (editId) return "The order costs so much less since it was edited: the shopper has to get it";
  return (parts?.length ?? 0) > 1 ? "A part of this refund may have been given back already" : null;
}

/** Of which payments an amount was given back outside: of the last parts, since the provider was asked for the first ones first. */
export function outsideParts({ parts, amount: whole }: Pick<Refund, "parts" | "amount">, amount: number): RefundPart[] {
  let left = amount;
  return (parts ?? [{ supplementId: null, amount: whole }])
    .toReversed()
    .map(({ supplementId, amount: part }) => {
      const outside = Math.min(part, left);
      left -= outside;
      return { supplementId, amount: outside };
    })
    .filter((part) => part.amount > 0);
}

/** How much of a payment was given back outside, by all sagas but the one that asks. */
export function givenOutside(byHand: ByHandOfOrder, supplementId: string | null, but: string): number {
  return Object.entries(byHand)
    .filter(([key]) => key !== but)
    .flatMap(([, { outside = [] }]) => outside)
    .filter((part) => part.supplementId === supplementId)
    .reduce((sum, { amount }) => sum + amount, 0);
}
