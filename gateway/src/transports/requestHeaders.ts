import { randomUUID } from "node:crypto";
import { type EndUser, IDENTITY_HEADER, REQUEST_ID_HEADER, signIdentity } from "@angidi/subgraph";
import { traceparentOf } from "@angidi/telemetry";
import { holdsCardNumber } from "../cardNumbers/text.ts";
import type { Exchange, IncomingHeaders } from "../pipeline/exchange.ts";
import type { HeaderRuleSettings } from "../settings/headerRules.ts";
import { compileHeaderRules, type RuledHeaders } from "./headerRules.ts";

const saneRequestId = /^[\w.:-]{1,128}$/;

/** Gives, for one request or one event of a stream, what goes to each subgraph. */
export type HeadersOf = (exchange: Exchange) => (subgraph: string) => Readonly<Record<string, string>>;

/** The client's request id, unless it is not fit to be written to logs; then one of our own. */
export function requestIdOf(headers: IncomingHeaders): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === "string" && saneRequestId.test(given) && !holdsCardNumber(given) ? given : randomUUID();
}

/**
 * What goes to a subgraph: who calls, signed if there is a key, for which request, the trace it belongs to, and what
 * rules add. Nothing else of what the client sent is passed on, so a client can claim nothing.
 */
export function subgraphHeaders(signingKey: string | undefined, rules: HeaderRuleSettings): HeadersOf {
  const rulesOf = compileHeaderRules(rules, [IDENTITY_HEADER]);
  const signed = signingKey === undefined ? undefined : identitySigner(signingKey);
  return ({ incoming: { requestId, headers: incoming }, caller, trace }) => {
    let own: Record<string, string> | undefined;
    // Most subgraphs have the same rules.
    let lastRules: RuledHeaders | undefined;
    let last: Record<string, string> | undefined;
    return (subgraph) => {
      own ??= ownHeaders();
      const rules = rulesOf(subgraph);
      if (!rules) return own;
      if (!last || rules !== lastRules) {
        lastRules = rules;
        last = { ...rules(incoming, caller.claims), ...own };
      }
      return last;
    };

    function ownHeaders(): Record<string, string> {
      const headers: Record<string, string> = { [REQUEST_ID_HEADER]: requestId };
      if (signed) headers[IDENTITY_HEADER] = signed(caller.endUser, requestId);
      if (trace) headers.traceparent = traceparentOf(trace);
      return headers;
    }
  };
}

/** How long a signature is used before it is made anew: a small part of what it is good for. */
const reuseMilliseconds = 10_000;

/**
 * Signs who calls. The requests of one caller within a few seconds share a signature, which then is verified once on the
 * other side as well.
 */
function identitySigner(signingKey: string): (caller: EndUser, requestId: string) => string {
  const signatures = new WeakMap<EndUser, { readonly token: string; readonly madeAt: number }>();
  return (caller, requestId) => {
    const now = performance.now();
    const known = signatures.get(caller);
    if (known && now - known.madeAt < reuseMilliseconds) return known.token;
    const token = signIdentity({ caller, requestId }, signingKey);
    signatures.set(caller, { token, madeAt: now });
    return token;
  };
}
