import { isId } from "@angidi/datastores";
import type { Role } from "@angidi/subgraph";
import { rolesWith } from "../domain/roles.ts";
import type { User } from "../domain/user.ts";
import type { Ports } from "../ports.ts";

export type SetUserRolesResult =
  | { readonly kind: "set"; readonly user: User }
  | { readonly kind: "would-demote-self" }
  | { readonly kind: "not-found" };

/** Sets a user's roles. Nobody takes ADMIN from themselves: that is how a platform would lose its last one. */
export async function setUserRoles(
  ports: { readonly store: Pick<Ports["store"], "users"> },
  { actorId, userId, roles: given }: { actorId: string | null; userId: string; roles: readonly Role[] },
): Promise<SetUserRolesResult> {
  if (!isId(userId)) return { kind: "not-found" };
  const roles = rolesWith(given);
  if (userId.toLowerCase() === actorId && !roles.includes("ADMIN")) return { kind: "would-demote-self" };
  const user = await ports.store.users.setRoles(userId, roles);
  return user ? { kind: "set", user } : { kind: "not-found" };
}
