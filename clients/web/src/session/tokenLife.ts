import { decodeJwt } from "jose";

/** How long before its end an access token is renewed, in seconds: longer than a page takes. */
const longestMargin = 60;

/** Whether an access token has expired, or is none. `now` in milliseconds. */
export function isExpired(accessToken: string | undefined, now: number): boolean {
  return (lifeOf(accessToken)?.end ?? 0) <= now / 1000;
}

/** Whether an access token is about to expire, has expired, or is none. `now` in milliseconds. */
export function isStale(accessToken: string | undefined, now: number): boolean {
  const life = lifeOf(accessToken);
  if (!life) return true;
  // A quarter of its life at most, so that one that lives for a short time is not stale from the beginning.
  return life.end - Math.min(longestMargin, (life.end - life.start) / 4) <= now / 1000;
}

/** In seconds since 1970. Its signature is the graph's to check: here it is only about when to ask for the next one. */
function lifeOf(accessToken: string | undefined): { readonly start: number; readonly end: number } | undefined {
  if (!accessToken) return undefined;
  try {
    const { iat, exp } = decodeJwt(accessToken);
    return exp === undefined ? undefined : { start: iat ?? exp, end: exp };
  } catch {
    return undefined;
  }
}
