/**
 * A path of the storefront's own that somebody asked to be sent on to; the home page for anything else, so that no link
 * of ours leads to another host.
 */
export function ownPath(asked: string | null | undefined): string {
  if (!asked?.startsWith("/") || /^\/[/\\]/.test(asked)) return "/";
  const origin = "http://storefront.invalid";
  try {
    const { origin: ended, pathname, search, hash } = new URL(asked, origin);
    // Without its dots "/.//host" is "//host", and that is another host's.
    return ended === origin && !pathname.startsWith("//") ? pathname + search + hash : "/";
  } catch {
    return "/";
  }
}
