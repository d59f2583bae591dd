import { parseDisplayName } from "../domain/displayName.ts";
import type { User } from "../domain/user.ts";
import type { Ports } from "../ports.ts";

export type UpdateProfileResult =
  | { readonly kind: "updated"; readonly user: User }
  | { readonly kind: "invalid-display-name" }
  | { readonly kind: "no-account" };

/** Changes what is given of a user's profile. */
export async function updateProfile(
  ports: { readonly store: Pick<Ports["store"], "users"> },
  { userId, displayName }: { userId: string; displayName?: string | null },
): Promise<UpdateProfileResult> {
  const { users } = ports.store;
  let user: User | null | undefined;
  if (displayName === undefined || displayName === null) {
    [user] = await users.byIds([userId]);
  } else {
    const parsed = parseDisplayName(displayName);
    if (parsed === null) return { kind: "invalid-display-name" };
    user = await users.setDisplayName(userId, parsed);
  }
  return user ? { kind: "updated", user } : { kind: "no-account" };
}
