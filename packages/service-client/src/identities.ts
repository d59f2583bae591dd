import { type EndUser, signIdentity } from "@angidi/subgraph";
import { v7 as newRequestId } from "uuid";

/** For how long a signed identity is used again: well within the minute that it is good for. */
const usedAgainMilliseconds = 20_000;

/**
 * Signs who a service calls for. The calls of one request, and all for guests, are made for the same end user, so what was
 * signed for one serves the others; which request a call belongs to is told beside it. By the object: whoever verified a
 * caller's identity gives each of their calls the same one, frozen.
 */
export function identitiesOf(service: string, signingKey: string): (endUser: EndUser) => string {
  const signed = new WeakMap<EndUser, { readonly identity: string; readonly until: number }>();
  return (endUser) => {
    const known = signed.get(endUser);
    const now = Date.now();
    if (known && now < known.until) return known.identity;
    const caller = { kind: "service", service, onBehalfOf: endUser } as const;
    const identity = signIdentity({ caller, requestId: newRequestId() }, signingKey);
    signed.set(endUser, { identity, until: now + usedAgainMilliseconds });
    return identity;
  };
}
