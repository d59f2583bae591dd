import { allocate, money, percentage } from "@angidi/money";
import { piecesGot } from "./buyXGetY.ts";
import { amountIn, type Benefit, type Promotion, type Tier } from "./promotion.ts";
import { covers, type Merchandise } from "./promotionScope.ts";

/** A line before any discount, in minor units of the cart's currency. */
export interface WholeLine {
  readonly id: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly merchandise: Merchandise;
}

/** A line while promotions are applied. */
export interface OpenLine extends WholeLine {
  /** What is left to pay for it. */
  readonly left: number;
}

/** Lines that no promotion was applied to yet. */
export function opened(lines: readonly WholeLine[]): OpenLine[] {
  return lines.map((line) => ({ ...line, left: line.unitPrice * line.quantity }));
}

type Kind = Benefit["kind"];
type BenefitOf<K extends Kind> = Extract<Benefit, { readonly kind: K }>;

/** What a promotion takes off each line, in the order of the lines: never less than nothing or more than is left. */
type TakeOff<K extends Kind> = (
  benefit: BenefitOf<K>,
  promotion: Promotion,
  lines: readonly OpenLine[],
  currency: string,
) => readonly number[];

/** Each kind of promotion by what it takes off. What makes shipping free takes nothing off lines (`quote.ts`). */
const takeOffBy: { readonly [K in Kind]: TakeOff<K> } = {
  PERCENTAGE: ({ basisPoints }, promotion, lines, currency) =>
    share(basisPoints, leftInScope(promotion, lines), currency),

  FIXED_AMOUNT: ({ amounts, per }, promotion, lines, currency) => {
    const amount = amountIn(amounts, currency)?.amount ?? 0;
    return per === "ITEM"
      ? offEachPiece(amount, promotion, lines)
      : spread(amount, leftInScope(promotion, lines), currency);
  },

  BUY_X_GET_Y: ({ buyQuantity, getQuantity, basisPoints, getFrom }, promotion, lines, currency) => {
    const pieces = lines.map((line) => ({
      ...line,
      isBought: covers(promotion, line.merchandise),
      isGot: covers(promotion, line.merchandise, getFrom ?? promotion.scope),
    }));
    const got = piecesGot(pieces, { buyQuantity, getQuantity, limit: promotion.limitPerOrder });
    return lines.map((line, index) => percentage(money(leftOf(line, got[index] ?? 0), currency), basisPoints).amount);
  },

  TIERED: ({ tiers }, promotion, lines, currency) => {
    const tier = tierReached(tiers, measure(promotion, lines), currency);
    if (!tier) return lines.map(() => 0);
    const left = leftInScope(promotion, lines);
    if (tier.basisPoints !== null) return share(tier.basisPoints, left, currency);
    return spread(amountIn(tier.amounts, currency)?.amount ?? 0, left, currency);
  },

  FREE_SHIPPING: (_benefit, _promotion, lines) => lines.map(() => 0),
};

/** What a promotion takes off each line, in the order of the lines. */
export function takeOff(promotion: Promotion, lines: readonly OpenLine[], currency: string): readonly number[] {
  const { benefit } = promotion;
  return (takeOffBy[benefit.kind] as TakeOff<Kind>)(benefit, promotion, lines, currency);
}

export interface Measure {
  readonly quantity: number;
  /** Before any discount. */
  readonly subtotal: number;
}

/** What minimums and tiers are compared with: the lines in scope as they were before any discount. */
export function measure(promotion: Promotion, lines: readonly WholeLine[]): Measure {
  const inScope = lines.filter(({ merchandise }) => covers(promotion, merchandise));
  return {
    quantity: inScope.reduce((sum, line) => sum + line.quantity, 0),
    subtotal: inScope.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0),
  };
}

/** The last tier that is reached. One without a minimum in the currency is not reached by a subtotal in it. */
export function tierReached(
  tiers: readonly Tier[],
  { quantity, subtotal }: Measure,
  currency: string,
): Tier | undefined {
  return tiers.findLast(({ minimumQuantity, minimumSubtotals }) => {
    const minimum =
      minimumSubtotals.length === 0 ? 0 : (amountIn(minimumSubtotals, currency)?.amount ?? Number.POSITIVE_INFINITY);
    return quantity >= (minimumQuantity ?? 0) && subtotal >= minimum;
  });
}

function leftInScope(promotion: Promotion, lines: readonly OpenLine[]): number[] {
  return lines.map(({ left, merchandise }) => (covers(promotion, merchandise) ? left : 0));
}

function share(basisPoints: number, left: readonly number[], currency: string): number[] {
  return spread(percentage(money(total(left), currency), basisPoints).amount, left, currency);
}

/** An amount, or as much of it as there is, over the lines in proportion to what is left of each (largest remainder). */
function spread(amount: number, left: readonly number[], currency: string): number[] {
  return allocate(money(Math.min(amount, total(left)), currency), left).map((part) => part.amount);
}

/** An amount off each piece in scope, the dearest first where only so many pieces get it. */
function offEachPiece(amount: number, promotion: Promotion, lines: readonly OpenLine[]): number[] {
  const parts = lines.map(() => 0);
  let open = promotion.limitPerOrder ?? Number.POSITIVE_INFINITY;
  const dearestFirst = lines
    .map((line, index) => ({ ...line, index }))
    .filter(({ merchandise }) => covers(promotion, merchandise))
    .sort((one, other) => other.unitPrice - one.unitPrice);
  for (const { index, quantity, left } of dearestFirst) {
    const pieces = Math.min(quantity, open);
    parts[index] = Math.min(amount * pieces, left);
    open -= pieces;
  }
  return parts;
}

/** What is left to pay for some of a line's pieces, rounded down where it is not left alike on all of them. */
function leftOf({ left, quantity }: OpenLine, pieces: number): number {
  return Number((BigInt(left) * BigInt(pieces)) / BigInt(quantity));
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
