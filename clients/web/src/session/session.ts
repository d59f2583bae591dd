import "server-only";
import { cookies } from "next/headers";
import { configuration } from "../configuration.ts";
import { cookieNames, cookieOptions } from "./cookies.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Tokens } from "./tokens.ts";

/** The access token of who is signed in; undefined for a guest. The proxy has renewed it when it was about to expire. */
export async function accessToken(): Promise<string | undefined> {
  return (await cookies()).get(cookieNames.access)?.value;
}

/** Whether somebody is signed in. */
export async function isSignedIn(): Promise<boolean> {
  return (await accessToken()) !== undefined;
}

/** The id of the guest's cart; undefined before anything was added, and for who is signed in. */
export async function guestCartId(): Promise<string | undefined> {
  return (await cookies()).get(cookieNames.cart)?.value;
}

/** The refresh token; undefined for a guest. */
export async function refreshToken(): Promise<string | undefined> {
  return (await cookies()).get(cookieNames.refresh)?.value;
}

/**
 * What is to be said of a session on the sign-in page: that it ended by itself, or that nobody could say at the moment
 * whether it still counts; undefined when there is nothing to say.
 */
export async function sessionNews(): Promise<"ended" | "unconfirmed" | undefined> {
  const jar = await cookies();
  if (jar.has(cookieNames.access)) return undefined;
  if (jar.has(cookieNames.refresh)) return "unconfirmed";
  return jar.has(cookieNames.ended) ? "ended" : undefined;
}

/** Keeps a session; in actions and route handlers alone. */
export async function keepSession({ accessToken: access, refreshToken }: Tokens): Promise<void> {
  const jar = await cookies();
  jar.set(cookieNames.access, access, cookieOptions("access", isSecure()));
  jar.set(cookieNames.refresh, refreshToken, cookieOptions("refresh", isSecure()));
  jar.delete(cookieNames.ended);
}

/** Keeps in mind that an access token was given because the graph had refused the one before it. */
export async function rememberRenewal(accessToken: string): Promise<void> {
  (await cookies()).set(cookieNames.renewed, fingerprint(accessToken), cookieOptions("renewed", isSecure()));
}

/** Whether the graph gave an access token a moment ago, in place of one that it had refused. */
export async function wasJustRenewed(accessToken: string): Promise<boolean> {
  return (await cookies()).get(cookieNames.renewed)?.value === fingerprint(accessToken);
}

/** Forgets the session. `byItself`: not by the shopper's doing, so the sign-in page says a word about it. */
export async function forgetSession({ byItself = false } = {}): Promise<void> {
  const jar = await cookies();
  jar.delete(cookieNames.access);
  jar.delete(cookieNames.refresh);
  jar.delete(cookieNames.renewed);
  if (byItself) jar.set(cookieNames.ended, "1", cookieOptions("ended", isSecure()));
}

/** Forgets the access token alone: until it can be renewed its shopper goes on as a guest. */
export async function setSessionAside(): Promise<void> {
  (await cookies()).delete(cookieNames.access);
}

/** Keeps which cart a guest has. */
export async function keepGuestCart(cartId: string): Promise<void> {
  (await cookies()).set(cookieNames.cart, cartId, cookieOptions("cart", isSecure()));
}

/** Forgets the guest's cart: it was ordered, or now belongs to who signed in. */
export async function forgetGuestCart(): Promise<void> {
  (await cookies()).delete(cookieNames.cart);
}

function isSecure(): boolean {
  return configuration().storefrontUrl.startsWith("https:");
}
