/**
 * The Content-Security-Policy of a page: nothing runs that the page's own nonce does not vouch for, nothing comes from
 * another host but pictures of the hosts that are named. Without 'unsafe-inline' anywhere, so no element has a style attribute.
 */
export function contentSecurityPolicy({
  nonce,
  pictureHosts,
  isDevelopment,
  isSecure,
}: {
  readonly nonce: string;
  readonly pictureHosts: readonly string[];
  /** Hot reload evaluates text and opens a socket, and puts styles into the page. */
  readonly isDevelopment: boolean;
  /** Over https, what is asked over http is asked over https instead. */
  readonly isSecure: boolean;
}): string {
  const directives: readonly (readonly string[])[] = [
    ["default-src", "'self'"],
    ["script-src", "'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    ["style-src", "'self'", ...(isDevelopment ? ["'unsafe-inline'"] : [`'nonce-${nonce}'`])],
    ["img-src", "'self'", "data:", ...pictureHosts],
    ["connect-src", "'self'", ...(isDevelopment ? ["ws:"] : [])],
    ["font-src", "'self'"],
    ["object-src", "'none'"],
    ["base-uri", "'none'"],
    ["form-action", "'self'"],
    ["frame-ancestors", "'none'"],
    ...(isSecure ? [["upgrade-insecure-requests"]] : []),
  ];
  return directives.map((directive) => directive.join(" ")).join("; ");
}
