import "server-only";
import { redirect } from "next/navigation";
import { currentPath } from "../session/endedSession.ts";
import { isSignedIn } from "../session/session.ts";

/** For pages of the account: whoever is not signed in goes to the sign-in page, and from there back. */
export async function requireSignedIn(): Promise<void> {
  if (!(await isSignedIn())) redirect(`/login?to=${encodeURIComponent(await currentPath())}`);
}
