import { counter } from "@angidi/telemetry";
import type { Allowance, Exchange, OperationExchange } from "../pipeline/exchange.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import { type Refusal, refusal } from "../pipeline/refusal.ts";
import type { Allowances, Taken } from "../rateLimits/allowances.ts";
import { limitHeader, policyHeader } from "../rateLimits/headers.ts";
import { remaining, waitFor } from "../rateLimits/pace.ts";
import { claimsOf, type Rule, type RuledClaim, rulesAbout, rulesInForce } from "../rateLimits/rules.ts";
import type { RateLimitsSettings } from "../settings/rateLimits.ts";

const refusals = counter({
  name: "angidi_gateway_rate_limited_total",
  help: "Requests that were refused for having spent what a rule allows, by rule",
  labels: ["rule"],
});

/** Two plugins over the same accounts. */
export interface RateLimits {
  /** Stands before whatever takes work: who has spent all is refused without any work. */
  readonly atTheDoor: Plugin;
  /** Stands after what finds out the operation's cost: it is what an operation is charged. */
  readonly byCost: Plugin;
}

/** An operation that costs nothing takes a point all the same. */
const leastPoints = 1;

/**
 * Rate limits with an operation's cost as their unit. Every rule that is about a request is charged, or none if one of
 * them refuses. Addresses pay, too, for requests that are refused before their cost is known, such as invalid documents
 * and bad credentials. Events of a subscription cost nothing more once it is open.
 */
export function rateLimits({ rules: given, refusedPoints }: RateLimitsSettings, allowances: Allowances): RateLimits {
  const rules = rulesInForce(given);
  if (rules.length === 0) return { atTheDoor: { name: "rate limits at the door" }, byCost: { name: "rate limits" } };
  // What these are about is known before anything else is.
  const rulesAtTheDoor = rules.filter(({ by, of }) => (by === "ip" || by === "everyone") && of === "any");
  const rulesOfAddresses = rulesAtTheDoor.filter(({ by }) => by === "ip");
  const about = rulesAbout(rules);

  function take(exchange: OperationExchange): void | Promise<void> {
    const points = Math.max(leastPoints, exchange.cost ?? leastPoints);
    const claims = claimsOf(exchange, about(exchange.operation), points);
    if (claims.length === 0) return;
    const taken = allowances.take(claims);
    if (taken instanceof Promise) return taken.then((later) => conclude(exchange, claims, later));
    conclude(exchange, claims, taken);
  }

  return {
    atTheDoor: {
      name: "rate limits at the door",
      onRequest(exchange) {
        for (const rule of rulesAtTheDoor) {
          const wait = allowances.wait(rule, rule.who(exchange)!);
          if (wait > 0) throw refused(exchange, rule, wait);
        }
      },
      onDone(exchange, { kind, result }) {
        if (kind !== "refused" || exchange.allowance || rulesOfAddresses.length === 0) return;
        // To send a hash first is how automatic documents work, nothing bad.
        const isUnknownHash = result?.errors?.[0]?.extensions.code === "PERSISTED_QUERY_NOT_FOUND";
        allowances.charge(claimsOf(exchange, rulesOfAddresses, isUnknownHash ? leastPoints : refusedPoints));
      },
      async stop() {
        allowances.close();
      },
    },
    byCost: { name: "rate limits", onOperation: take },
  };
}

/** Tells the client where it stands. Throws the Refusal of a request that is not let through. */
function conclude(exchange: OperationExchange, claims: readonly RuledClaim[], { refused: claim, debts }: Taken): void {
  const rules = claims.map(({ rule }) => rule);
  if (exchange.incoming.protocol !== "websocket") {
    const { headers } = exchange.reply;
    headers["ratelimit-policy"] = policyHeader(rules);
    headers.ratelimit = limitHeader(rules, debts);
  }
  if (claim) {
    const index = claims.indexOf(claim as RuledClaim);
    const { rule, points } = claims[index]!;
    throw refused(exchange, rule, waitFor(points, debts[index]!, rule.pace));
  }
  exchange.allowance = allowanceOf(claims, debts);
}

/** What the tightest of the rules leaves. */
function allowanceOf(claims: readonly RuledClaim[], debts: readonly number[]): Allowance {
  let least = Number.POSITIVE_INFINITY;
  let longest = 0;
  for (let index = 0; index < claims.length; index++) {
    const { rule, points } = claims[index]!;
    least = Math.min(least, remaining(debts[index]!, rule.pace));
    longest = Math.max(longest, waitFor(points, debts[index]!, rule.pace));
  }
  return longest > 0 ? { remaining: least, retryAfter: secondsOf(longest) } : { remaining: least };
}

function refused(exchange: Exchange, { name }: Rule, wait: number): Refusal {
  refusals.add({ rule: name });
  const retryAfter = secondsOf(wait);
  exchange.allowance = { remaining: 0, retryAfter };
  return refusal(`Too much was asked for in a short time; try again in ${retryAfter} s`, {
    code: "RATE_LIMITED",
    status: 429,
    headers: { "retry-after": String(retryAfter) },
    extensions: { retryAfter, rule: name, ...(exchange.cost === undefined ? {} : { cost: exchange.cost }) },
  });
}

function secondsOf(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1_000));
}
