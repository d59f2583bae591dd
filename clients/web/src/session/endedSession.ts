import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { fingerprint } from "./fingerprint.ts";
import {
  forgetSession,
  keepSession,
  refreshToken,
  rememberRenewal,
  setSessionAside,
  wasJustRenewed,
} from "./session.ts";
import { sharedRenewals } from "./sharedRenewals.ts";

/** What came of a session whose access token the graph refused although it had not expired. */
export type Mending = "renewed" | "over" | "unknown";

/**
 * Goes where a session that the graph no longer takes is renewed or given up, and from there back to the page, which
 * cannot set cookies itself. It never returns. The fingerprint says which token was refused: no link from elsewhere can
 * have it, so none can do anything to a session.
 */
export async function renewAndComeBack(refused: string): Promise<never> {
  const parameters = new URLSearchParams({ of: fingerprint(refused), to: await currentPath() });
  redirect(`/session/renew?${parameters}`);
}

/**
 * Puts a session right whose access token the graph refused; in actions and route handlers alone. A token that was given
 * in place of a refused one and is refused as well ends the session, so this cannot go round in a circle.
 */
export async function mendSession(refused: string): Promise<Mending> {
  const token = await refreshToken();
  const isHopeless = token === undefined || (await wasJustRenewed(refused));
  const renewal = isHopeless ? ({ kind: "over" } as const) : await sharedRenewals().renew(token);
  if (renewal.kind === "renewed") {
    await keepSession(renewal.tokens);
    await rememberRenewal(renewal.tokens.accessToken);
  } else if (renewal.kind === "over") await forgetSession({ byItself: true });
  else await setSessionAside();
  return renewal.kind;
}

/** The path of the page that is shown, or from which an action was sent. */
export async function currentPath(): Promise<string> {
  return (await headers()).get("x-path") ?? "/";
}
