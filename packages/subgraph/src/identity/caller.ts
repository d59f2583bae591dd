/** What somebody may be in the platform. An account has one or more. */
export const roles = [
  "CUSTOMER",
  "ADMIN",
  "MODERATOR",
  "CONTENT_MANAGER",
  "ORDER_PROCESSOR",
  "SELLER",
  "PARTNER",
] as const;
export type Role = (typeof roles)[number];

/** A person (or a partner's program) at the other end of the gateway. */
export type EndUser =
  | { readonly kind: "anonymous" }
  | {
      readonly kind: "user";
      readonly userId: string;
      readonly roles: readonly Role[];
      /** The customer groups that staff put them in, by code; left out like none, as tokens from before there were groups do. */
      readonly groups?: readonly string[];
      readonly sessionId?: string;
      /** What the credential allows beyond the roles, as an API key may. */
      readonly scopes?: readonly string[];
    };

/** Who calls a subgraph: an end user by way of the gateway, or another service on an end user's behalf. */
export type Caller = EndUser | { readonly kind: "service"; readonly service: string; readonly onBehalfOf: EndUser };

export const anonymous: EndUser = { kind: "anonymous" };

/** The end user for whom a call is made, whoever makes it: rows are owned by end users, never by services. */
export function endUserOf(caller: Caller): EndUser {
  return caller.kind === "service" ? caller.onBehalfOf : caller;
}

/** The customer groups of whoever the call is made for, as their access token says; a guest is in none. */
export function groupsOf(caller: Caller): readonly string[] {
  const user = endUserOf(caller);
  return user.kind === "user" ? (user.groups ?? []) : [];
}

/** The signed-in user's id, or null for a guest. */
export function userIdOf(caller: Caller): string | null {
  const user = endUserOf(caller);
  return user.kind === "user" ? user.userId : null;
}
