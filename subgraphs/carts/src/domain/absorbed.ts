import type { CartLine } from "./cart.ts";

/**
 * So many ids at most does a line know itself by besides its own. An order names the lines that it was placed with, and is
 * decided within a quarter of an hour: nobody joins a line with so many others meanwhile.
 */
export const maximumAbsorbed = 30;

/**
 * The ids of what a line has taken in, another line now included: the latest of them, newest last. An order that comes later than
 * that does not find its pieces here any more: they stay in the cart, where the shopper sees them, as if added since.
 */
export function absorb(line: CartLine, other: CartLine): string[] {
  const taken = [...(other.absorbed ?? []), other.id].filter((id) => id !== line.id);
  const before = (line.absorbed ?? []).filter((id) => !taken.includes(id));
  return [...before, ...taken].slice(-maximumAbsorbed);
}
