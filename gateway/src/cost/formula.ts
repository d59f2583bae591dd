import type { Variables } from "../response/shape.ts";

/** A number that is known already, or a step that works it out of a request's variables. */
export type Amount = number | Step;

interface Step {
  /** Among the formula's steps. */
  readonly index: number;
}

type Evaluate = (variables: Variables, values: Float64Array) => number;

/** Sums stay exact, and can be written as JSON, whatever sizes a client makes up. */
const largestAmount = Number.MAX_SAFE_INTEGER;

/**
 * A calculation that is put together once and carried out for each request. What depends on no variable is worked out
 * while it is put together; what is left are steps that are taken once each, however often a later one needs them, so
 * that the work is bounded by the size of the document.
 */
export class Formula {
  readonly #steps: Evaluate[] = [];

  /** A number that the variables hold. */
  ofVariables(read: (variables: Variables) => number): Amount {
    return this.#step(read);
  }

  sum(amounts: readonly Amount[]): Amount {
    let known = 0;
    const steps: Step[] = [];
    for (const amount of amounts) {
      if (typeof amount === "number") known += amount;
      else steps.push(amount);
    }
    if (steps.length === 0) return Math.min(known, largestAmount);
    if (steps.length === 1 && known === 0) return steps[0]!;
    return this.#step((_, values) => {
      let total = known;
      for (const { index } of steps) total += values[index]!;
      return total;
    });
  }

  product(one: Amount, other: Amount): Amount {
    if (one === 0 || other === 0) return 0;
    if (one === 1) return other;
    if (other === 1) return one;
    if (typeof one === "number" && typeof other === "number") return Math.min(one * other, largestAmount);
    return this.#step((_, values) => numberOf(one, values) * numberOf(other, values));
  }

  largest(amounts: readonly Amount[]): Amount {
    const known = Math.max(0, ...amounts.filter((amount) => typeof amount === "number"));
    const steps = [...new Set(amounts.filter((amount) => typeof amount !== "number"))];
    if (steps.length === 0) return known;
    if (steps.length === 1 && known === 0) return steps[0]!;
    return this.#step((_, values) => {
      let largest = known;
      for (const { index } of steps) largest = Math.max(largest, values[index]!);
      return largest;
    });
  }

  /** The amount, or nothing where it is less than that. */
  atLeastNothing(amount: Amount): Amount {
    if (typeof amount === "number") return Math.max(0, amount);
    return this.#step((_, values) => Math.max(0, values[amount.index]!));
  }

  /** The amount where the condition holds, and nothing where it does not. */
  when(holds: (variables: Variables) => boolean, amount: Amount): Amount {
    if (amount === 0) return 0;
    return this.#step((variables, values) => (holds(variables) ? numberOf(amount, values) : 0));
  }

  /** What works the amount out. The formula must not be added to any more. */
  resultingIn(amount: Amount): (variables: Variables) => number {
    if (typeof amount === "number") return () => amount;
    const steps = this.#steps;
    const values = new Float64Array(steps.length);
    return (variables) => {
      for (let index = 0; index < steps.length; index++) {
        values[index] = Math.min(steps[index]!(variables, values), largestAmount);
      }
      return values[amount.index]!;
    };
  }

  #step(evaluate: Evaluate): Step {
    return { index: this.#steps.push(evaluate) - 1 };
  }
}

function numberOf(amount: Amount, values: Float64Array): number {
  return typeof amount === "number" ? amount : values[amount.index]!;
}
