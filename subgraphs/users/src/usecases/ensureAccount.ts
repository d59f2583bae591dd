import { newId } from "@angidi/datastores";
import type { Role } from "@angidi/subgraph";
import { type ParsedRegistration, parseRegistration, type Registration } from "../domain/registration.ts";
import { rolesWith } from "../domain/roles.ts";
import type { Ports } from "../ports.ts";
import { createUser } from "./createUser.ts";

export type EnsureAccountResult =
  | { readonly kind: "ensured"; readonly userId: string; readonly created: boolean }
  | { readonly kind: "busy" }
  | Exclude<ParsedRegistration, { kind: "valid" }>;

/**
 * Makes an account with roles unless there is one with its e-mail address. One that is there keeps its password and its
 * roles: it may belong to somebody who registered the address before.
 */
export async function ensureAccount(
  ports: Pick<Ports, "store" | "passwords" | "clock">,
  request: Registration & { readonly roles: readonly Role[] },
): Promise<EnsureAccountResult> {
  const parsed = parseRegistration(request);
  if (parsed.kind !== "valid") return parsed;
  const { email, password, displayName } = parsed.registration;
  const there = await ports.store.users.byEmail(email);
  if (there) return { kind: "ensured", userId: there.id, created: false };

  const passwordHash = await ports.passwords.hash(password);
  if (passwordHash === "busy") return { kind: "busy" };
  const now = ports.clock();
  const user = {
    id: newId(),
    email,
    displayName,
    roles: rolesWith(request.roles),
    customerGroups: [],
    emailVerified: false,
  };
  const created = await ports.store.transaction((store) => createUser(store, user, { passwordHash, now }));
  if (created) return { kind: "ensured", userId: user.id, created };

  const winner = await ports.store.users.byEmail(email);
  return { kind: "ensured", userId: winner!.id, created };
}
