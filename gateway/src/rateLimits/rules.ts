import type { Exchange } from "../pipeline/exchange.ts";
import type { KnownOperation } from "../pipeline/operation.ts";
import type { RuleSettings } from "../settings/rateLimits.ts";
import type { Claim, PacedRule } from "./allowances.ts";
import { paceOf } from "./pace.ts";
import { isAbout } from "./which.ts";
import { type Who, whoBy } from "./who.ts";

/** A rule in force. */
export interface Rule extends PacedRule, Pick<RuleSettings, "by" | "of" | "perSeconds"> {
  readonly points: number;
  readonly who: Who;
}

/** The rules that have points. */
export function rulesInForce(settings: readonly RuleSettings[]): readonly Rule[] {
  return settings.flatMap((rule) => {
    const { name, by, of, points, perSeconds } = rule;
    if (points === undefined) return [];
    return [{ name, by, of, points, perSeconds, who: whoBy[by], pace: paceOf({ ...rule, points }) }];
  });
}

/** The rules that are about an operation, worked out once for each. */
export function rulesAbout(rules: readonly Rule[]): (operation: KnownOperation) => readonly Rule[] {
  const known = new WeakMap<KnownOperation, readonly Rule[]>();
  return (operation) => {
    let about = known.get(operation);
    if (!about) {
      about = rules.filter(({ of }) => isAbout(of, operation));
      known.set(operation, about);
    }
    return about;
  };
}

export interface RuledClaim extends Claim {
  readonly rule: Rule;
}

/** What a request claims of the rules that are about its sender. */
export function claimsOf(exchange: Exchange, rules: readonly Rule[], points: number): readonly RuledClaim[] {
  const claims: RuledClaim[] = [];
  for (const rule of rules) {
    const who = rule.who(exchange);
    if (who !== undefined) claims.push({ rule, who, points });
  }
  return claims;
}
