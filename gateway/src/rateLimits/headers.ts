import type { Taken } from "./allowances.ts";
import { remaining } from "./pace.ts";
import type { Rule } from "./rules.ts";

/**
 * The header fields of draft-ietf-httpapi-ratelimit-headers: how much may be spent (q) in how many seconds (w), how much
 * is left of it (r), and after how many seconds all of it is back (t).
 */
export function policyHeader(rules: readonly Rule[]): string {
  return rules.map(({ name, points, perSeconds }) => `"${name}";q=${points};w=${Math.ceil(perSeconds)}`).join(", ");
}

export function limitHeader(rules: readonly Rule[], debts: Taken["debts"]): string {
  let header = "";
  for (let index = 0; index < rules.length; index++) {
    const { name, pace } = rules[index]!;
    const debt = debts[index]!;
    if (index > 0) header += ", ";
    header += `"${name}";r=${remaining(debt, pace)};t=${Math.ceil(debt / 1_000)}`;
  }
  return header;
}
