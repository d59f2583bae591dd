import type { Ports } from "../ports.ts";

/** The most rows of a kind that are deleted at a time, so that nobody waits long for a lock. */
const batch = 1_000;
/** How long an API key that counts no more can still be seen, to find out what it was. */
const endedApiKeysKeptMilliseconds = 90 * 24 * 60 * 60_000;

/** Deletes what counts no more: expired sessions, counts of failures, verifications, keys that sign and API keys. Says whether more of it waits. */
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
  const endedBefore = new Date(now.getTime() - endedApiKeysKeptMilliseconds);
  const apiKeys = await ports.store.apiKeys.deleteEnded(endedBefore, batch);
  const verifications = await ports.store.emailVerifications.deleteExpired(now, batch);
  return [sessions, failures, apiKeys, verifications].includes(batch) ? "more" : "done";
}
