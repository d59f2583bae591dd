import { amountIn, type Promotion, statusOf } from "./promotion.ts";
import { type Measure, measure, opened, takeOff, tierReached, type WholeLine } from "./promotionKinds.ts";
import {
  type DiscountCodeExpired,
  type DiscountCodeNotApplicable,
  discountCodeExpired,
  discountCodeNotApplicable,
} from "./refusal.ts";

/** Why a promotion gives nothing. Limits of use are apart: they are counts, not rules. */
export type ObjectionReason =
  | "NOT_STARTED"
  | "ENDED"
  | "PAUSED"
  | "OTHER_CURRENCY"
  | "NOT_IN_CUSTOMER_GROUP"
  | "NOT_FIRST_ORDER"
  | "NO_ELIGIBLE_ITEMS"
  | "BELOW_MINIMUM_SUBTOTAL"
  | "BELOW_MINIMUM_QUANTITY"
  | "NOT_COMBINABLE"
  | "NOTHING_LEFT";

export interface Objection {
  readonly promotion: Promotion;
  readonly reason: ObjectionReason;
  /** In a sentence, for the shopper. */
  readonly message: string;
}

/** Who buys, as far as promotions go by it. */
export interface Shopper {
  readonly groups: readonly string[];
  /** Whether they are known and have ordered nothing yet. */
  readonly isNew: boolean;
}

/** Whether the promotion is the customer's to use; it is not looked at again once an order has used it. */
type Admission = (promotion: Promotion, shopper: Shopper, now: Date) => boolean;
/** The lines, and what of them the promotion is about. */
interface Basket extends Measure {
  readonly lines: readonly WholeLine[];
  readonly currency: string;
}

/** Whether the lines are what the promotion asks for. */
type Fit = (promotion: Promotion, basket: Basket) => boolean;

/** In the order in which a shopper would want to know. */
const admissions: readonly (readonly [ObjectionReason, Admission])[] = [
  ["ENDED", (promotion, _shopper, now) => statusOf(promotion, now) !== "ENDED"],
  ["PAUSED", (promotion, _shopper, now) => statusOf(promotion, now) !== "PAUSED"],
  ["NOT_STARTED", (promotion, _shopper, now) => statusOf(promotion, now) !== "SCHEDULED"],
  [
    "NOT_IN_CUSTOMER_GROUP",
    ({ customerGroups }, { groups }) =>
      customerGroups.length === 0 || customerGroups.some((group) => groups.includes(group)),
  ],
  ["NOT_FIRST_ORDER", ({ isForFirstOrder }, { isNew }) => !isForFirstOrder || isNew],
];

const fits: readonly (readonly [ObjectionReason, Fit])[] = [
  ["OTHER_CURRENCY", (promotion, { currency }) => countsIn(promotion, currency)],
  ["NO_ELIGIBLE_ITEMS", (_promotion, { lines, quantity }) => lines.length === 0 || quantity > 0],
  [
    "BELOW_MINIMUM_SUBTOTAL",
    ({ minimumSubtotals }, { subtotal, currency }) => subtotal >= (amountIn(minimumSubtotals, currency)?.amount ?? 0),
  ],
  ["BELOW_MINIMUM_QUANTITY", ({ minimumQuantity }, { quantity }) => quantity >= (minimumQuantity ?? 0)],
  [
    "BELOW_MINIMUM_QUANTITY",
    ({ benefit }, { quantity }) => benefit.kind !== "TIERED" || quantity >= (benefit.tiers[0]?.minimumQuantity ?? 0),
  ],
  [
    "BELOW_MINIMUM_SUBTOTAL",
    ({ benefit }, { currency, ...inScope }) =>
      benefit.kind !== "TIERED" || tierReached(benefit.tiers, inScope, currency) !== undefined,
  ],
  [
    "BELOW_MINIMUM_QUANTITY",
    (promotion, { lines, currency }) =>
      promotion.benefit.kind !== "BUY_X_GET_Y" || takeOff(promotion, opened(lines), currency).some((part) => part > 0),
  ],
];

/** Why the shopper may not use the promotion now, if so. */
export function objectionToUse(promotion: Promotion, shopper: Shopper, now: Date): Objection | undefined {
  const found = admissions.find(([, isMet]) => !isMet(promotion, shopper, now));
  return found && objectionFor(promotion, found[0]);
}

/** Why the promotion gives nothing for these lines, if so. */
export function objectionToLines(
  promotion: Promotion,
  lines: readonly WholeLine[],
  currency: string,
): Objection | undefined {
  const basket = { ...measure(promotion, lines), lines, currency };
  const found = fits.find(([, isMet]) => !isMet(promotion, basket));
  return found && objectionFor(promotion, found[0]);
}

/** Whether the promotion's amounts, where it has any, are given in the currency. */
function countsIn({ benefit, minimumSubtotals }: Promotion, currency: string): boolean {
  const isGiven = (amounts: Parameters<typeof amountIn>[0]) =>
    amounts.length === 0 || amountIn(amounts, currency) !== undefined;
  if (!isGiven(minimumSubtotals)) return false;
  if (benefit.kind === "FIXED_AMOUNT") return isGiven(benefit.amounts);
  if (benefit.kind !== "TIERED") return true;
  return benefit.tiers.every((tier) => isGiven(tier.amounts) && isGiven(tier.minimumSubtotals));
}

const sentences: Readonly<Record<ObjectionReason, (name: string) => string>> = {
  NOT_STARTED: (name) => `${name} is not valid yet.`,
  ENDED: (name) => `${name} has expired.`,
  PAUSED: (name) => `${name} is not valid at the moment.`,
  OTHER_CURRENCY: (name) => `${name} is for another currency.`,
  NOT_IN_CUSTOMER_GROUP: (name) => `${name} is for other customers.`,
  NOT_FIRST_ORDER: (name) => `${name} is for a customer's first order.`,
  NO_ELIGIBLE_ITEMS: (name) => `${name} is for other items than those in the cart.`,
  BELOW_MINIMUM_SUBTOTAL: (name) => `The cart is below the minimum of ${lowerFirst(name)}.`,
  BELOW_MINIMUM_QUANTITY: (name) => `There are too few items in the cart for ${lowerFirst(name)}.`,
  NOT_COMBINABLE: (name) => `${name} cannot be combined with what applies instead.`,
  NOTHING_LEFT: (name) => `${name} has nothing to take off here.`,
};

export function objectionFor(promotion: Promotion, reason: ObjectionReason): Objection {
  const name = promotion.code === null ? `The promotion ${promotion.name}` : `The discount code ${promotion.code}`;
  return { promotion, reason, message: sentences[reason](name) };
}

/** The objection to a code as a refusal to enter it. */
export function refusalOf({ reason, message }: Objection): DiscountCodeExpired | DiscountCodeNotApplicable {
  const isOver = reason === "NOT_STARTED" || reason === "ENDED" || reason === "PAUSED";
  return isOver ? discountCodeExpired(message) : discountCodeNotApplicable(message);
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
