import { parseEmail } from "@angidi/contact";
import type { UserWithPassword } from "../data/users.ts";
import { normalisePassword } from "../domain/password.ts";
import type { Session } from "../domain/session.ts";
import type { Ports } from "../ports.ts";
import { adoptGuestCart } from "./adoptGuestCart.ts";
import { type CheckPasswordResult, checkPassword } from "./checkPassword.ts";
import { prepareSession } from "./prepareSession.ts";

type LoginPorts = Pick<Ports, "store" | "passwords" | "accessTokens" | "refreshTokens" | "carts" | "clock">;

export interface LoginRequest {
  readonly email: string;
  readonly password: string;
  readonly cartId?: string | null;
  readonly requestId: string;
}

export type LoginResult =
  | { readonly kind: "signed-in"; readonly session: Session }
  | Exclude<CheckPasswordResult, { kind: "right" }>;

/** Signs somebody in by e-mail address and password. */
export async function login(ports: LoginPorts, request: LoginRequest): Promise<LoginResult> {
  const email = parseEmail(request.email);
  const known = email === null ? null : await ports.store.users.withPasswordByEmail(email);
  const check = await checkPassword(ports, {
    address: email ?? request.email,
    passwordHash: known?.passwordHash ?? null,
    password: request.password,
  });
  if (check.kind !== "right") return check;

  const result = await openSession(ports, known!, check.digest);
  // What was right a moment ago has been replaced: look again, with what is right now.
  if (result.kind === "password-changed") return login(ports, request);
  if (result.kind === "signed-in") {
    if (check.isOutdated) await rehash(ports, known!, request.password);
    await adoptGuestCart(ports, result.session, request);
  }
  return result;
}

async function openSession(
  ports: LoginPorts,
  { user, passwordHash }: UserWithPassword,
  digest: Buffer,
): Promise<LoginResult | { readonly kind: "password-changed" }> {
  const now = ports.clock();
  const { session, storedToken } = await prepareSession(ports, user, now);
  return ports.store.transaction(async (store) => {
    const until = await store.signInFailures.clear(digest, now);
    if (until) return { kind: "locked", until };
    const opened = await store.sessions.open({
      userId: user.id,
      id: session.id,
      passwordHash,
      now,
      token: storedToken,
    });
    return opened ? { kind: "signed-in", session } : { kind: "password-changed" };
  });
}

/** Hashes the password as one would today, now that it is at hand. If that is too much at the moment: the next time. */
async function rehash(ports: LoginPorts, { user, passwordHash }: UserWithPassword, password: string): Promise<void> {
  const to = await ports.passwords.hash(normalisePassword(password));
  if (to === "busy") return;
  await ports.store.users.replacePasswordHash(user.id, { from: passwordHash, to, now: ports.clock() });
}
