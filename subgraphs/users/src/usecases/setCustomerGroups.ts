import { isId } from "@angidi/datastores";
import { customerGroupsOf } from "../domain/customerGroups.ts";
import type { User } from "../domain/user.ts";
import type { Ports } from "../ports.ts";

export type SetCustomerGroupsResult =
  | { readonly kind: "set"; readonly user: User }
  | { readonly kind: "invalid-groups" }
  | { readonly kind: "not-found" };

/** Puts a user into these customer groups and no others. Access tokens that are out say the old ones until they expire. */
export async function setCustomerGroups(
  ports: { readonly store: Pick<Ports["store"], "users"> },
  { userId, groups }: { userId: string; groups: readonly string[] },
): Promise<SetCustomerGroupsResult> {
  if (!isId(userId)) return { kind: "not-found" };
  const customerGroups = customerGroupsOf(groups);
  if (!customerGroups) return { kind: "invalid-groups" };
  const user = await ports.store.users.setCustomerGroups(userId, customerGroups);
  return user ? { kind: "set", user } : { kind: "not-found" };
}
