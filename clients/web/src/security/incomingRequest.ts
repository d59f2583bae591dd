import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { senderOf } from "./senderOf.ts";

/** Says that a page is asked for in advance; Next hides its own header from the proxy. */
export const prefetchHeader = "x-storefront-prefetch";

/**
 * Puts headers of every request right before Next sees it. Next believes whatever address a client says it is from and
 * tells the connection's to nobody; Node announces each request on a channel before it is handled.
 */
export function putRequestsRight(trustedProxies: readonly string[]): void {
  const addressOf = senderOf(trustedProxies);
  subscribe("http.server.request.start", (message) => {
    const { headers, socket } = (message as { readonly request: IncomingMessage }).request;
    rightHeaders(headers, addressOf(socket.remoteAddress ?? "", headers["x-forwarded-for"]));
  });
}

/** Changes headers to what is true: who sent the request, and what only we may say of it. */
export function rightHeaders(headers: IncomingHttpHeaders, address: string): void {
  if (address === "") delete headers["x-forwarded-for"];
  else headers["x-forwarded-for"] = address;
  if (headers["next-router-prefetch"] === undefined) delete headers[prefetchHeader];
  else headers[prefetchHeader] = "1";
}
