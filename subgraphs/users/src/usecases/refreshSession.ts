import { refreshTokenKey } from "../domain/refreshToken.ts";
import type { Session } from "../domain/session.ts";
import type { Ports } from "../ports.ts";

export type RefreshSessionResult =
  | { readonly kind: "refreshed"; readonly session: Session }
  | { readonly kind: "token-invalid" };

/**
 * Spends a refresh token for the next one and an access token.
 *
 * A token that comes a second time ends its session, without a period of grace: of two that hold it one is a thief, and
 * which one cannot be told. So of several refreshes in parallel with one token exactly one is answered, and what it was
 * given is void as soon as the second has come; a client refreshes once at a time.
 */
export async function refreshSession(
  ports: Pick<Ports, "store" | "sessionEndings" | "accessTokens" | "refreshTokens" | "clock" | "log">,
  { refreshToken }: { refreshToken: string },
): Promise<RefreshSessionResult> {
  const spent = refreshTokenKey(refreshToken);
  if (!spent) return { kind: "token-invalid" };
  const now = ports.clock();
  const next = ports.refreshTokens.make(spent.userId, now);

  const rotated = await ports.store.sessions.rotate(spent, { ...next.stored, now });
  if (!rotated) {
    const sessionId = await ports.store.sessions.endIfReused(spent, now);
    if (sessionId) {
      ports.sessionEndings.tell([sessionId]);
      ports.log.warn({ userId: spent.userId, sessionId }, "A refresh token came twice; its session is over");
    }
    return { kind: "token-invalid" };
  }
  const { user, sessionId } = rotated;
  const access = await ports.accessTokens.issue(user, sessionId, now);
  return { kind: "refreshed", session: { id: sessionId, user, refreshToken: next.token, ...access } };
}
