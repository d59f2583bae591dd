import { randomUUID } from "node:crypto";
import { type EndUser, IDENTITY_HEADER, signIdentity } from "@angidi/subgraph";

/** The request id under which all logs of one request are found, in and out. */
export const REQUEST_ID_HEADER = "x-request-id";

const saneRequestId = /^[\w.:-]{1,128}$/;
const traceParent = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

type IncomingHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The client's request id, unless it is not fit to be written to logs; then one of our own. */
export function requestIdOf(headers: IncomingHeaders): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === "string" && saneRequestId.test(given) ? given : randomUUID();
}

/**
 * What goes to every subgraph: who calls, signed, for which request, and the trace it belongs to. Nothing else of what
 * the client sent is passed on, so a client can claim nothing.
 */
export function subgraphHeaders(
  { caller, requestId, incoming }: { caller: EndUser; requestId: string; incoming: IncomingHeaders },
  signingKey: string,
): Record<string, string> {
  const trace = incoming.traceparent;
  return {
    [IDENTITY_HEADER]: signIdentity({ caller, requestId }, signingKey),
    [REQUEST_ID_HEADER]: requestId,
    ...(typeof trace === "string" && traceParent.test(trace) ? { traceparent: trace } : {}),
  };
}
