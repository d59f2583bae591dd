import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { configuration } from "./configuration.ts";
import { contentSecurityPolicy } from "./security/contentSecurityPolicy.ts";
import { cookieNames, cookieOptions } from "./session/cookies.ts";
import { createRenewal, isStale } from "./session/renewal.ts";

/** Everything but what is the same for everybody: built files, and pictures. */
export const config = { matcher: ["/((?!_next/static|_next/image|media/|favicon.ico|icon).*)"] };

let renew: ReturnType<typeof createRenewal> | undefined;

/** What happens before every page: the session is renewed where it is about to end, and the page gets its nonce and policy. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { graphUrl, graphDeadline, pictureHosts, storefrontUrl } = configuration();
  const isSecure = storefrontUrl.startsWith("https:");
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy({
    nonce,
    pictureHosts,
    isDevelopment: process.env.NODE_ENV === "development",
    isSecure,
  });

  renew ??= createRenewal(graphUrl, graphDeadline);
  const refreshToken = request.cookies.get(cookieNames.refresh)?.value;
  const accessToken = request.cookies.get(cookieNames.access)?.value;
  const renewal = refreshToken && isStale(accessToken, Date.now()) ? await renew(refreshToken) : undefined;
  if (renewal?.kind === "renewed") {
    request.cookies.set(cookieNames.access, renewal.tokens.accessToken);
    request.cookies.set(cookieNames.refresh, renewal.tokens.refreshToken);
  } else if (renewal?.kind === "over" || (accessToken && !refreshToken)) {
    request.cookies.delete(cookieNames.access);
    request.cookies.delete(cookieNames.refresh);
  }

  // Next reads the nonce from the request's policy and puts it on every script of the page.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });

  response.headers.set("content-security-policy", policy);
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()");
  if (isSecure) response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  if (renewal?.kind === "renewed") {
    response.cookies.set(cookieNames.access, renewal.tokens.accessToken, cookieOptions("access", isSecure));
    response.cookies.set(cookieNames.refresh, renewal.tokens.refreshToken, cookieOptions("refresh", isSecure));
  } else if (renewal?.kind === "over") {
    response.cookies.delete(cookieNames.access);
    response.cookies.delete(cookieNames.refresh);
  }
  return response;
}
