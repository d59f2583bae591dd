import { randomUUID } from "node:crypto";
import {
  anonymous,
  type Caller,
  type EndUser,
  IDENTITY_HEADER,
  type Role,
  type SubgraphRequest,
  signIdentity,
} from "@angidi/subgraph";

/** Who calls: nobody known, a user, or a service on behalf of either. */
export interface TestCaller {
  userId?: string;
  /** What the user may do; a customer by default. */
  roles?: readonly Role[];
  /** The customer groups they are in. */
  groups?: readonly string[];
  /** What their credential allows beyond that. */
  scopes?: readonly string[];
  service?: string;
}

export function callerOf({ userId, roles = ["CUSTOMER"], groups, scopes, service }: TestCaller): Caller {
  const endUser: EndUser =
    userId === undefined
      ? anonymous
      : { kind: "user", userId, roles, ...(groups && { groups }), ...(scopes && { scopes }) };
  return service === undefined ? endUser : { kind: "service", service, onBehalfOf: endUser };
}

/** The header that the gateway, or the service, would send for such a caller. */
export function identityHeaders(caller: TestCaller, key: string): Record<string, string> {
  return { [IDENTITY_HEADER]: signIdentity({ caller: callerOf(caller), requestId: randomUUID() }, key) };
}

const REQUEST_DEADLINE = 30_000;

/** A request to a subgraph's transport, signed for the caller with the key of the subgraph under test. */
export function requestOf(
  query: string,
  variables: Record<string, unknown>,
  caller: TestCaller,
  key: string,
): SubgraphRequest {
  return { query, variables, headers: identityHeaders(caller, key), signal: AbortSignal.timeout(REQUEST_DEADLINE) };
}
