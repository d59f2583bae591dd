/** An amount in the currency's minor units (cents), always a safe integer; never a fraction, never floating point. */
export interface Money {
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/** Thrown when amounts of two currencies meet: it is always a mistake of the program, never of a shopper. */
export class CurrencyMismatch extends Error {
  override readonly name = "CurrencyMismatch";
  constructor(left: string, right: string) {
    super(`Amounts in ${left} and ${right} cannot be combined`);
  }
}

/** An amount of minor units. Throws RangeError unless it is a safe integer. */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of minor units`);
  return { amount: amount === 0 ? 0 : amount, currency };
}

export function zero(currency: string): Money {
  return money(0, currency);
}

export function isZero(value: Money): boolean {
  return value.amount === 0;
}

/** The sum of amounts of one currency. */
export function add(first: Money, ...rest: readonly Money[]): Money {
  return sum([first, ...rest], first.currency);
}

/** The sum of a list that may be empty, hence the currency. */
export function sum(values: readonly Money[], currency: string): Money {
  let total = 0;
  for (const value of values) {
    if (value.currency !== currency) throw new CurrencyMismatch(currency, value.currency);
    total += value.amount;
  }
  return money(total, currency);
}

export function subtract(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new CurrencyMismatch(left.currency, right.currency);
  return money(left.amount - right.amount, left.currency);
}

/** The price of several pieces. `quantity` is a whole number. */
export function multiply(value: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new RangeError(`${quantity} is not a whole quantity`);
  return money(value.amount * quantity, value.currency);
}

/** Negative, zero or positive as `left` is less than, equal to or more than `right`. */
export function compare(left: Money, right: Money): number {
  if (left.currency !== right.currency) throw new CurrencyMismatch(left.currency, right.currency);
  return left.amount - right.amount;
}

/**
 * A share of an amount, in basis points (1 % = 100), rounded half away from zero, as most tax laws round.
 * Computed in BigInt, since amount × basis points may pass the safe integers.
 */
export function percentage(value: Money, basisPoints: number): Money {
  if (!Number.isSafeInteger(basisPoints)) throw new RangeError(`${basisPoints} is not a whole number of basis points`);
  const product = BigInt(value.amount) * BigInt(basisPoints);
  const magnitude = product < 0n ? -product : product;
  const rounded = (magnitude + 5_000n) / 10_000n;
  return money(Number(product < 0n ? -rounded : rounded), value.currency);
}

/**
 * Splits an amount in proportion to the weights so that the parts always add up to it (largest remainder method:
 * every part is rounded towards zero, then the units left over go to the largest remainders, earlier ones first).
 * Weights are non-negative whole numbers; when all are zero the amount is split evenly.
 */
export function allocate(value: Money, weights: readonly number[]): Money[] {
  if (weights.length === 0) {
    if (value.amount !== 0) throw new RangeError("An amount cannot be split over nothing");
    return [];
  }
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`${weight} is not a weight`);
  }
  const total = weights.reduce((sumSoFar, weight) => sumSoFar + BigInt(weight), 0n);
  const shares = total === 0n ? weights.map(() => 1n) : weights.map(BigInt);
  const divisor = total === 0n ? BigInt(weights.length) : total;

  const sign = value.amount < 0 ? -1n : 1n;
  const magnitude = BigInt(value.amount) * sign;
  const parts = shares.map((share) => (magnitude * share) / divisor);
  let left = magnitude - parts.reduce((sumSoFar, part) => sumSoFar + part, 0n);

  const byRemainder = shares
    .map((share, index) => ({ index, remainder: (magnitude * share) % divisor }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    parts[index] = parts[index]! + 1n;
    left -= 1n;
  }
  return parts.map((part) => money(Number(part * sign), value.currency));
}
