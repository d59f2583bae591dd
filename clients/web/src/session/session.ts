import "server-only";
import { cookies } from "next/headers";
import { configuration } from "../configuration.ts";
import { cookieNames, cookieOptions } from "./cookies.ts";

/** What register, login and refreshSession give. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

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

/** Keeps a session; in actions and route handlers alone. */
export async function keepSession({ accessToken: access, refreshToken }: Tokens): Promise<void> {
  const jar = await cookies();
  jar.set(cookieNames.access, access, cookieOptions("access", isSecure()));
  jar.set(cookieNames.refresh, refreshToken, cookieOptions("refresh", isSecure()));
}

/** Forgets the session, and gives its refresh token, to be ended at the graph. */
export async function forgetSession(): Promise<string | undefined> {
  const jar = await cookies();
  const refreshToken = jar.get(cookieNames.refresh)?.value;
  jar.delete(cookieNames.access);
  jar.delete(cookieNames.refresh);
  return refreshToken;
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
