import { type Caller, endUserOf, type Role, scopesOfRole } from "@angidi/subgraph";
import type { Author } from "../domain/revision.ts";

/** Who a caller is to the history of what they change. What a seller writes who is not of the staff is moderated. */
export function authorOf(caller: Caller): Author {
  const user = endUserOf(caller);
  if (user.kind === "anonymous") {
    return { id: null, role: caller.kind === "service" ? caller.service : "ANONYMOUS", isModerated: false };
  }
  const staff = user.roles.find(isStaff);
  const isSeller = staff === undefined && user.roles.includes("SELLER");
  return { id: user.userId, role: staff ?? (isSeller ? "SELLER" : (user.roles[0] ?? "USER")), isModerated: isSeller };
}

function isStaff(role: Role): boolean {
  return scopesOfRole[role].length > 0;
}
