import { type Caller, endUserOf, type Role } from "./caller.ts";

/** What a role may do. A scope is "<what>:<read or write>"; "*" stands for all of them. */
export const scopesOfRole: Readonly<Record<Role, readonly string[]>> = {
  ADMIN: ["*"],
  CONTENT_MANAGER: [
    "catalog:write",
    "promotions:write",
    "inventory:read",
    "inventory:write",
    "search:write",
    "notifications:write",
  ],
  ORDER_PROCESSOR: [
    "orders:read",
    "orders:write",
    "inventory:read",
    "inventory:write",
    "payments:read",
    "notifications:read",
  ],
  MODERATOR: ["reviews:write", "catalog:moderate"],
  SELLER: [],
  PARTNER: [],
  CUSTOMER: [],
};

/** Whether the end user behind the call holds the scope, by one of their roles or by their credential. */
export function hasScope(caller: Caller, scope: string): boolean {
  const user = endUserOf(caller);
  if (user.kind === "anonymous") return false;
  const holds = (scopes: readonly string[]) => scopes.includes("*") || scopes.includes(scope);
  return user.roles.some((role) => holds(scopesOfRole[role])) || holds(user.scopes ?? []);
}
