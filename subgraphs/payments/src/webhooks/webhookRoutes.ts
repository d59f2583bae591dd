import type { Route, RouteRequest, RouteResponse, Surroundings } from "@angidi/subgraph";
import type { ProviderName } from "../domain/payment.ts";
import type { Ports } from "../ports.ts";
import { type PaymentProvider, WebhookRefused } from "../providers/paymentProvider.ts";
import { takeProviderEvent } from "../usecases/takeProviderEvent.ts";

/** More than any event that we know of, and little to have read for nothing. */
const largestBody = 256 * 1024;

/**
 * Where providers call us: `POST /webhooks/stripe`, `/webhooks/paypal`, for those that are offered. The answer is 200
 * when every effect is committed; anything else has the provider send it again.
 */
export function webhookRoutes(ports: Ports, log: Surroundings["log"]): readonly Route[] {
  return (["STRIPE", "PAYPAL"] as const).flatMap((name) => {
    const provider = ports.providers[name];
    if (!provider?.readWebhook) return [];
    const read = provider.readWebhook;
    return { method: "POST", path: `/webhooks/${name.toLowerCase()}`, handle: (given) => take(name, read, given) };
  });

  async function take(
    name: ProviderName,
    read: NonNullable<PaymentProvider["readWebhook"]>,
    { body, headers }: RouteRequest,
  ): Promise<RouteResponse> {
    if (body.length > largestBody) return answer(413);
    try {
      for (const event of await read(body, headers)) {
        const taken = await takeProviderEvent(ports, name, event);
        log.debug({ provider: name, event: event.id, kind: event.kind, taken }, "An event of a payment provider");
      }
      return answer(200);
    } catch (error) {
      if (error instanceof WebhookRefused) {
        // Who sent it is not told why.
        log.warn({ provider: name, reason: error.message }, "A webhook was refused");
        return answer(400);
      }
      log.error({ provider: name, err: error }, "A webhook could not be worked off; the provider sends it again");
      return answer(500);
    }
  }
}

function answer(status: number): RouteResponse {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" }, body: "" };
}
