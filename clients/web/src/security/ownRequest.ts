/** Methods that change nothing. */
const safe: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may act with the cookies that come with it: it changes nothing, or it comes from a page of the
 * storefront's own, by what browsers say of where a request comes from (OWASP, cross-site request forgery: verifying the
 * origin). A request that says neither is refused.
 */
export function isOwnRequest(method: string, headers: Headers, storefrontUrl: string): boolean {
  if (safe.has(method)) return true;
  const origin = headers.get("origin");
  if (origin === null) return headers.get("sec-fetch-site") === "same-origin";
  const own = new URL(storefrontUrl);
  // On the own machine the same storefront is localhost and 127.0.0.1; no other site can choose the host header.
  return origin === own.origin || origin === `${own.protocol}//${headers.get("host")}`;
}
