import { refreshTokenKey } from "../domain/refreshToken.ts";
import type { Ports } from "../ports.ts";

export type LogoutResult =
  | { readonly kind: "logged-out"; readonly userId: string }
  | { readonly kind: "token-invalid" };

/**
 * Ends the session of a refresh token. Also a spent or expired one will do: who holds it may not go on with the session,
 * but may end it. Doing it again gives the same.
 */
export async function logout(
  ports: Pick<Ports, "store" | "sessionEndings" | "clock">,
  { refreshToken }: { refreshToken: string },
): Promise<LogoutResult> {
  const token = refreshTokenKey(refreshToken);
  if (!token) return { kind: "token-invalid" };
  const sessionId = await ports.store.sessions.endByToken(token, ports.clock());
  if (!sessionId) return { kind: "token-invalid" };
  ports.sessionEndings.tell([sessionId]);
  return { kind: "logged-out", userId: token.userId };
}
