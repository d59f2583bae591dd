import { IDENTITY_HEADER } from "@angidi/subgraph";

/** Those of one connection (RFC 9110, 7.6.1), those about the body that the gateway writes itself, and what it vouches for. */
const withheld: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
  "host",
  "expect",
  "content-length",
  "content-type",
  "content-encoding",
  "accept",
  "accept-charset",
  "accept-encoding",
  IDENTITY_HEADER,
  "signature",
  "signature-input",
  "x-request-id",
  "traceparent",
  "tracestate",
]);

/** Whether no rule may pass a header on or set it: `name` is in lower case. */
export function isWithheld(name: string): boolean {
  return withheld.has(name);
}

/** Whether a text can be a header's value as it is: one line, of characters that a header holds. */
export function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}
