import type { Environment, Route } from "@angidi/subgraph";
import { passOn } from "./passOn.ts";

/** What a webhook is verified by, beside its bytes. */
const askedWith = [
  "content-type",
  "stripe-signature",
  "paypal-transmission-id",
  "paypal-transmission-time",
  "paypal-transmission-sig",
  "paypal-cert-url",
  "paypal-auth-algo",
];
const answeredWith = ["content-type", "cache-control"];

/**
 * Where payment providers call, when payments has a process of its own: they reach the gateway alone. A provider that
 * is not offered is not found there.
 */
export function webhooksElsewhere({ PAYMENTS_URL }: Environment): readonly Route[] {
  if (!PAYMENTS_URL) return [];
  return ["/webhooks/stripe", "/webhooks/paypal"].map((path) => ({
    method: "POST",
    path,
    handle: (given) => passOn({ to: PAYMENTS_URL, method: "POST", path, askedWith, answeredWith }, given),
  }));
}
