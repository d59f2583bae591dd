import type { Ports } from "../ports.ts";

/** The most rows of a kind that are deleted at a time, so that nobody waits long for a lock. */
const batch = 1_000;

/** Deletes what counts no more: expired sessions, counts of failures and keys. Says whether more of it waits. */
export async function forgetExpired(
  ports: Pick<Ports, "store" | "clock">,
  { refreshTokenLifetimeSeconds }: { refreshTokenLifetimeSeconds: number },
): Promise<"more" | "done"> {
  const now = ports.clock();
  // A session younger than a refresh token lives cannot be over by expiry, which spares looking at its tokens.
  const createdBefore = new Date(now.getTime() - refreshTokenLifetimeSeconds * 1000);
  const sessions = await ports.store.sessions.deleteExpired(createdBefore, now, batch);
  const failures = await ports.store.signInFailures.deleteExpired(now, batch);
  await ports.store.signingKeys.deleteUnpublished(now);
  return sessions === batch || failures === batch ? "more" : "done";
}
