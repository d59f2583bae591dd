import { randomUUID } from "node:crypto";
import { IDENTITY_HEADER, signIdentity } from "@angidi/subgraph";
import type { Exchange, IncomingHeaders } from "../pipeline/exchange.ts";
import type { HeaderRuleSettings } from "../settings/headerRules.ts";
import { compileHeaderRules } from "../transports/headerRules.ts";

/** The request id under which all logs of one request are found, in and out. */
export const REQUEST_ID_HEADER = "x-request-id";

const saneRequestId = /^[\w.:-]{1,128}$/;
const traceParent = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Gives, for one request or one event of a stream, what goes to each subgraph. */
export type HeadersOf = (exchange: Exchange) => (subgraph: string) => Readonly<Record<string, string>>;

/** The client's request id, unless it is not fit to be written to logs; then one of our own. */
export function requestIdOf(headers: IncomingHeaders): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === "string" && saneRequestId.test(given) ? given : randomUUID();
}

/**
 * What goes to a subgraph: who calls, signed if there is a key, for which request, the trace it belongs to, and what
 * rules add. Nothing else of what the client sent is passed on, so a client can claim nothing. A signature runs out, so
 * it is made anew for each event of a stream; the subgraphs that one event needs share it.
 */
export function subgraphHeaders(signingKey: string | undefined, rules: HeaderRuleSettings): HeadersOf {
  const rulesOf = compileHeaderRules(rules, [IDENTITY_HEADER]);
  return ({ incoming: { requestId, headers: incoming }, caller }) => {
    let own: Record<string, string> | undefined;
    return (subgraph) => {
      own ??= ownHeaders();
      const ruled = rulesOf(subgraph);
      return ruled ? { ...ruled(incoming, caller.claims), ...own } : own;
    };

    function ownHeaders(): Record<string, string> {
      const headers: Record<string, string> = { [REQUEST_ID_HEADER]: requestId };
      if (signingKey) headers[IDENTITY_HEADER] = signIdentity({ caller: caller.endUser, requestId }, signingKey);
      const trace = incoming.traceparent;
      if (typeof trace === "string" && traceParent.test(trace)) headers.traceparent = trace;
      return headers;
    }
  };
}
