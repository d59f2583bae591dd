import type { InvalidQuantity, LineQuantity } from "../domain/lineBalance.ts";
import { type InvalidInput, invalidInput } from "./refusal.ts";

const mostLines = 1_000;

/** What is wrong with a list of pieces by itself, or null. An empty list is no way to say "all". */
export function checkQuantities(lines: readonly LineQuantity[] | null): InvalidInput | null {
  if (lines === null || (lines.length >= 1 && lines.length <= mostLines)) return null;
  return invalidInput(["lines"], `lines must have 1 to ${mostLines} entries, or be left out`);
}

/** What is wrong with one of the pieces, as the client sees it. */
export function invalidQuantity({ index, field, message }: InvalidQuantity): InvalidInput {
  return invalidInput(["lines", String(index), field], message);
}
