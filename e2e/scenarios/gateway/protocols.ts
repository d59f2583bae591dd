import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { request } from "undici";
import { scenario } from "../../src/scenario.ts";
import { send } from "../../src/send.ts";
import { confirmedOrder, guest, product, staff, unique } from "../../src/world.ts";

const status = `subscription ($id: ID!) { orderStatusChanged(orderId: $id, after: 0) { sequence status } }`;

export const protocols = scenario("the graph, whatever way it is asked,", (platform) => {
  /** An order that is delivered, so that its live status has an end. */
  async function deliveredOrder(): Promise<string> {
    const teapot = await product(platform(), { onHand: 1 });
    const order = await confirmedOrder(guest(platform()), teapot.variantId);
    const processor = await staff(platform(), "orders");
    const { fulfilment } = await processor.ask("FulfilOrder", {
      input: { idempotencyKey: unique(), orderId: order.id },
    });
    await processor.ask("MarkDelivered", { input: { idempotencyKey: unique(), fulfilmentId: fulfilment.id } });
    return order.id;
  }

  /** The whole text of an answer that comes bit by bit. */
  async function streamed(query: string, variables: object, accept: string): Promise<string> {
    const { statusCode, body } = await request(platform().url, {
      method: "POST",
      headers: { "content-type": "application/json", accept },
      body: JSON.stringify({ query, variables }),
    });
    expect(statusCode).toBe(200);
    return body.text();
  }

  test("tells an order's status by an event stream and by multipart as it does over WebSocket", async () => {
    const id = await deliveredOrder();
    const statuses = ["PLACED", "CONFIRMED", "SHIPPED", "DELIVERED"];
    const events = await streamed(status, { id }, "text/event-stream");
    expect([...events.matchAll(/"status":"(\w+)"/g)].map(([, each]) => each)).toEqual(statuses);
    expect(events.trimEnd().endsWith("event: complete\ndata:")).toBe(true);

    const parts = await streamed(status, { id }, "multipart/mixed;subscriptionSpec=1.0, application/json");
    expect([...parts.matchAll(/"status":"(\w+)"/g)].map(([, each]) => each)).toEqual(statuses);
    expect(parts.endsWith("--graphql--\r\n")).toBe(true);
  });

  test("gives what is deferred later", async () => {
    const { slug, sku } = await product(platform(), { onHand: 3 });
    const query = `query ($slug: String!) {
      product(slug: $slug) { slug ... @defer(label: "stock") { variants { sku availability { quantity } } } }
    }`;
    const text = await streamed(query, { slug }, "multipart/mixed;deferSpec=20220824, application/json");
    const parts = text
      .split("\r\n---")
      .slice(1, -1)
      .map((part) => JSON.parse(part.split("\r\n\r\n")[1]!));
    expect(parts[0]).toEqual({ data: { product: { slug } }, hasNext: true });
    expect(parts.at(-1)).toEqual({
      incremental: [
        { label: "stock", path: ["product"], data: { variants: [{ sku, availability: { quantity: 3 } }] } },
      ],
      hasNext: false,
    });
  });

  test("learns a document by its hash, and answers a GET by it", async () => {
    const query = `query Brands_${unique().replaceAll("-", "")} { brands(first: 1) { edges { node { name } } } }`;
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash("sha256").update(query).digest("hex") } };
    const unknown = await send(platform(), { extensions });
    expect(unknown.body.errors[0]).toMatchObject({ extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } });
    expect((await send(platform(), { query, extensions })).body.errors).toBeUndefined();

    const url = `${platform().url}?extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
    const { statusCode, headers, body } = await request(url, { headers: { accept: "application/json" } });
    expect([statusCode, ((await body.json()) as { errors?: unknown }).errors]).toEqual([200, undefined]);
    expect(headers["cache-control"]).toMatch(/^public, max-age=\d+$/);
  });
});
