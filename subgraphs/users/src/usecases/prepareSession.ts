import { newId } from "@angidi/datastores";
import type { Session } from "../domain/session.ts";
import type { User } from "../domain/user.ts";
import type { Ports } from "../ports.ts";
import type { MadeRefreshToken } from "../services/refreshTokens.ts";

/** A session with its tokens, not yet opened. */
export interface PreparedSession {
  readonly session: Session;
  readonly storedToken: MadeRefreshToken["stored"];
}

/**
 * Makes a session's tokens before the transaction that opens it: signing may have to read keys, which inside a
 * transaction would take a second connection while holding the first.
 */
export async function prepareSession(
  ports: Pick<Ports, "accessTokens" | "refreshTokens">,
  user: User,
  now: Date,
): Promise<PreparedSession> {
  const id = newId();
  const { token, stored } = ports.refreshTokens.make(user.id, now);
  const access = await ports.accessTokens.issue(user, id, now);
  return { session: { id, user, refreshToken: token, ...access }, storedToken: stored };
}
