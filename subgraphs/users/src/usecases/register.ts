import { newId } from "@angidi/datastores";
import { type ParsedRegistration, parseRegistration, type Registration } from "../domain/registration.ts";
import { rolesWith } from "../domain/roles.ts";
import type { Session } from "../domain/session.ts";
import type { Ports } from "../ports.ts";
import { adoptGuestCart } from "./adoptGuestCart.ts";
import { createUser } from "./createUser.ts";
import { prepareSession } from "./prepareSession.ts";

export interface RegisterRequest extends Registration {
  readonly cartId?: string | null;
  readonly requestId: string;
}

export type RegisterResult =
  | { readonly kind: "signed-in"; readonly session: Session }
  | { readonly kind: "email-taken" }
  | { readonly kind: "busy" }
  | Exclude<ParsedRegistration, { kind: "valid" }>;

/** Makes an account for whoever asks, as a customer, and signs them in. */
export async function register(
  ports: Pick<Ports, "store" | "passwords" | "accessTokens" | "refreshTokens" | "carts" | "clock">,
  request: RegisterRequest,
): Promise<RegisterResult> {
  const parsed = parseRegistration(request);
  if (parsed.kind !== "valid") return parsed;
  const { email, password, displayName } = parsed.registration;
  // Only spares the hashing; what decides is the claim below.
  if (await ports.store.users.byEmail(email)) return { kind: "email-taken" };

  const passwordHash = await ports.passwords.hash(password);
  if (passwordHash === "busy") return { kind: "busy" };
  const now = ports.clock();
  const user = { id: newId(), email, displayName, roles: rolesWith([]), customerGroups: [], emailVerified: false };
  const { session, storedToken } = await prepareSession(ports, user, now);

  const created = await ports.store.transaction(async (store) => {
    if (!(await createUser(store, user, { passwordHash, now }))) return false;
    await store.sessions.open({ userId: user.id, id: session.id, passwordHash, now, token: storedToken });
    return true;
  });
  if (!created) return { kind: "email-taken" };

  await adoptGuestCart(ports, session, request);
  return { kind: "signed-in", session };
}
