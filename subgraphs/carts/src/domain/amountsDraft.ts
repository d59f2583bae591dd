import type { Money } from "@angidi/money";
import { type InvalidInput, invalidInput } from "./refusal.ts";

const currencyForm = /^[A-Z]{3}$/;

/** One amount in the shop's currency, or one for each of several currencies; empty when none are given. */
export function amountsOf(
  draft: { readonly single?: Money | null | undefined; readonly several: readonly Money[] | null | undefined },
  /** Where they stand in the input. */
  paths: { readonly single: string; readonly several: readonly (string | number)[] },
  { least, currency }: { readonly least: 0 | 1; readonly currency: string },
): { kind: "amounts"; amounts: readonly Money[] } | InvalidInput {
  const { single, several } = draft;
  if (single && several) return invalidInput("Either one amount or one for each currency.", ...paths.several);
  if (single && single.currency !== currency) {
    return invalidInput(`The shop's currency is ${currency}.`, paths.single, "currency");
  }
  const amounts = several ?? (single ? [single] : []);
  for (const [index, { amount, currency: code }] of amounts.entries()) {
    const path = several ? [...paths.several, index] : [paths.single];
    if (amount < least) {
      return invalidInput(
        least === 1 ? "An amount is more than nothing." : "A minimum is not negative.",
        ...path,
        "amount",
      );
    }
    if (!currencyForm.test(code)) return invalidInput("A currency is a code of ISO 4217.", ...path, "currency");
    if (amounts.findIndex((other) => other.currency === code) < index) {
      return invalidInput("There is one amount for each currency.", ...path, "currency");
    }
  }
  return { kind: "amounts", amounts };
}

/** Basis points of a percentage that is more than 0, at most 100, and has at most two decimals. */
export function basisPointsOf(
  percentage: number | null | undefined,
  ...path: (string | number)[]
): number | InvalidInput {
  // Twelve and a half arrives as a binary fraction: what counts is whether it stands for whole basis points.
  const basisPoints = Math.round((percentage ?? 0) * 100);
  const isWhole = Math.abs((percentage ?? 0) * 100 - basisPoints) < 1e-6;
  if (isWhole && basisPoints >= 1 && basisPoints <= 10_000) return basisPoints;
  return invalidInput("A percentage is more than 0, at most 100, and has at most two decimals.", ...path);
}
