import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";

/**
 * Goes where a session that the graph no longer takes is renewed or given up, and from there back to the page. For pages
 * and actions: it never returns.
 */
export async function renewAndComeBack(): Promise<never> {
  const path = (await headers()).get("x-path") ?? "/";
  redirect(`/session/renew?to=${encodeURIComponent(path)}`);
}
