import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { configuration } from "./configuration.ts";
import { contentSecurityPolicy } from "./security/contentSecurityPolicy.ts";
import { prefetchHeader } from "./security/incomingRequest.ts";
import { isOwnRequest } from "./security/ownRequest.ts";
import { cookieNames, cookieOptions } from "./session/cookies.ts";
import type { Renewal } from "./session/renewal.ts";
import { sharedRenewals } from "./session/sharedRenewals.ts";
import { isExpired, isStale } from "./session/tokenLife.ts";

/** Everything but what is the same for everybody: built files, and pictures. */
export const config = { matcher: ["/((?!_next/static/|media/|favicon\\.ico$|icon\\.svg$).*)"] };

/**
 * What happens before every page, action and route: changes that another site asks for are refused, the session is
 * renewed where it is about to end, and the page gets its nonce and policy.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pictureHosts, storefrontUrl } = configuration();
  const isSecure = storefrontUrl.startsWith("https:");
  if (!isOwnRequest(request.method, request.headers, storefrontUrl)) {
    return new NextResponse("This request does not come from the storefront.", { status: 403 });
  }
  const renewal = await renewalFor(request);
  if (renewal === "not-now") return new NextResponse(null, { status: 204 });

  const nonce = randomBytes(16).toString("base64");
  const isDevelopment = process.env.NODE_ENV === "development";
  const policy = contentSecurityPolicy({ nonce, pictureHosts, isDevelopment, isSecure });
  // Next reads the nonce from the request's policy and puts it on every script of the page.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next compares an action's origin with the host that it is told; behind a proxy that is not the shopper's.
  const origin = headers.get("origin");
  // Of a POST the origin is our own, as was seen to above; of a GET it may be anybody's.
  if (origin !== null && request.method === "POST") headers.set("x-forwarded-host", new URL(origin).host);
  const response = NextResponse.next({ request: { headers } });

  response.headers.set("content-security-policy", policy);
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()");
  if (isSecure) response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  tellBrowser(response, renewal, isSecure);
  return response;
}

/**
 * Renews the session where its access token is about to expire, and puts what came of it into the request. Nothing is
 * renewed for a link that is only looked at in advance: with a token that counts it goes on, else there is nothing to see yet.
 */
async function renewalFor({ cookies, headers }: NextRequest): Promise<Renewal | "not-needed" | "not-now"> {
  const refreshToken = cookies.get(cookieNames.refresh)?.value;
  const accessToken = cookies.get(cookieNames.access)?.value;
  if (!refreshToken) {
    cookies.delete(cookieNames.access);
    return "not-needed";
  }
  sharedRenewals().arrived(refreshToken);
  const now = Date.now();
  if (!isStale(accessToken, now)) return "not-needed";
  if (headers.has(prefetchHeader)) return isExpired(accessToken, now) ? "not-now" : "not-needed";

  const renewal = await sharedRenewals().renew(refreshToken);
  if (renewal.kind === "renewed") {
    cookies.set(cookieNames.access, renewal.tokens.accessToken);
    cookies.set(cookieNames.refresh, renewal.tokens.refreshToken);
  } else if (renewal.kind === "over") {
    cookies.delete(cookieNames.access);
    cookies.delete(cookieNames.refresh);
    cookies.set(cookieNames.ended, "1");
  } else if (isExpired(accessToken, now)) cookies.delete(cookieNames.access);
  return renewal;
}

function tellBrowser({ cookies }: NextResponse, renewal: Renewal | "not-needed", isSecure: boolean): void {
  if (renewal === "not-needed") return;
  if (renewal.kind === "renewed") {
    cookies.set(cookieNames.access, renewal.tokens.accessToken, cookieOptions("access", isSecure));
    cookies.set(cookieNames.refresh, renewal.tokens.refreshToken, cookieOptions("refresh", isSecure));
  } else if (renewal.kind === "over") {
    cookies.delete(cookieNames.access);
    cookies.delete(cookieNames.refresh);
    cookies.set(cookieNames.ended, "1", cookieOptions("ended", isSecure));
  }
}
