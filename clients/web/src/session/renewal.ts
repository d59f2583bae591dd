import { decodeJwt } from "jose";
import { RefreshSession } from "../graph/generated/documents.ts";
import type { Tokens } from "./session.ts";

/** How long before its end an access token is renewed, in seconds: longer than a page takes. */
const margin = 60;
/** How long the outcome of a renewal is kept for requests that were sent with the old token, in milliseconds. */
const keptFor = 30_000;

/**
 * What became of a session: new tokens; nothing to do; or over, to be signed in to again. When the graph cannot be
 * reached nothing is known, and the tokens stay.
 */
export type Renewal =
  | { readonly kind: "renewed"; readonly tokens: Tokens }
  | { readonly kind: "over" }
  | { readonly kind: "unknown" };

/** Whether an access token is about to expire, has expired, or is none. `now` in milliseconds. */
export function isStale(accessToken: string | undefined, now: number): boolean {
  if (!accessToken) return true;
  try {
    return (decodeJwt(accessToken).exp ?? 0) - margin <= now / 1000;
  } catch {
    return true;
  }
}

/**
 * Renews sessions. A refresh token counts once, and one that comes twice ends its session; so requests that come at the
 * same time with the same token share one renewal, and those that come a little later get its outcome.
 */
export function createRenewal(graphUrl: string, deadline: number) {
  const underWay = new Map<string, Promise<Renewal>>();

  return async function renew(refreshToken: string): Promise<Renewal> {
    const shared = underWay.get(refreshToken);
    if (shared) return shared;
    const renewal = renewAt(graphUrl, deadline, refreshToken);
    underWay.set(refreshToken, renewal);
    const { kind } = await renewal;
    // What could not be asked may be asked again at once: the token is not known to be spent.
    if (kind === "unknown") underWay.delete(refreshToken);
    else setTimeout(() => underWay.delete(refreshToken), keptFor).unref();
    return renewal;
  };
}

async function renewAt(graphUrl: string, deadline: number, refreshToken: string): Promise<Renewal> {
  try {
    const response = await fetch(graphUrl, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ query: RefreshSession.text, variables: { input: { refreshToken } } }),
      signal: AbortSignal.timeout(deadline),
    });
    const { data } = (await response.json()) as {
      data?: { refreshSession?: { __typename: string } & Partial<Tokens> } | null;
    };
    const result = data?.refreshSession;
    if (result?.accessToken && result.refreshToken) {
      return { kind: "renewed", tokens: { accessToken: result.accessToken, refreshToken: result.refreshToken } };
    }
    return result?.__typename === "RefreshTokenInvalid" ? { kind: "over" } : { kind: "unknown" };
  } catch {
    return { kind: "unknown" };
  }
}
