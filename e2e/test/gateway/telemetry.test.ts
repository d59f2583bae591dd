import { type CollectedSpan, startTraceCollector } from "@angidi/testing";
import { afterAll, expect, test } from "@jest/globals";
import { onEveryPlatform } from "../../src/platforms.ts";
import { send } from "../../src/send.ts";
import { cartWith, guest, placement, product } from "../../src/world.ts";

const collector = await startTraceCollector();
afterAll(() => collector.stop());

const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, TRACES_SAMPLED_PERCENT: "100" };

onEveryPlatform(
  "telemetry",
  (platform) => {
    const read = async (path: string) => (await fetch(new URL(path, platform().url))).text();

    const ofTrace = (traceId: string) => collector.spans.filter((span) => span.traceId === traceId);

    /** The trace of an operation that was sent to this platform, once it has a span of each of the parts. */
    async function traceOf(requestId: string, ...parts: readonly string[]): Promise<readonly CollectedSpan[]> {
      let trace: readonly CollectedSpan[] = [];
      await collector.until((spans) => {
        const root = spans.find(({ attributes }) => attributes["angidi.request.id"] === requestId);
        trace = root ? ofTrace(root.traceId) : [];
        return parts.every((part) => trace.some((span) => isIn(span, part)));
      });
      return trace;
    }

    /** Whether a span is of work in that subgraph, and not of a call of it. */
    const isIn = ({ attributes, name }: CollectedSpan, subgraph: string) =>
      attributes["angidi.subgraph"] === subgraph && name !== subgraph;

    test("a request is followed through the gateway and the subgraphs, and those that these call", async () => {
      const { variantId } = await product(platform(), { onHand: 3 });
      const shopper = guest(platform());
      const cartId = await cartWith(shopper, variantId);
      const requestId = `order-${cartId}`;
      const query = `mutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename } }`;
      const { body } = await send(
        platform(),
        { query, variables: { input: placement(cartId) } },
        { "x-request-id": requestId },
      );
      expect(body.data.placeOrder.__typename).toBe("OrderPlaced");

      const trace = await traceOf(requestId, "orders", "inventory", "payments");
      const parentOf = (span: CollectedSpan) => trace.find(({ spanId }) => spanId === span.parentSpanId);
      const placed = trace.find((span) => isIn(span, "orders"))!;
      expect(parentOf(placed)).toMatchObject({ name: "orders", service: "gateway" });
      expect(parentOf(parentOf(placed)!)).toMatchObject({ name: "mutation Place" });
      // Stock is reserved by the subgraph that places orders, not by the gateway.
      expect(parentOf(trace.find((span) => isIn(span, "inventory"))!)).toMatchObject({ name: placed.name });
    });

    test("nothing in a trace is of a person", async () => {
      expect(JSON.stringify(collector.spans)).not.toMatch(/ada@example\.com|Lovelace|angidi-demo/);
    });

    test("metrics and the record of usage tell what was asked", async () => {
      const query = `query Titles { products(first: 1) { edges { node { title } } } }`;
      await send(platform(), { query }, { "graphql-client-name": "scenarios", "graphql-client-version": "1" });
      expect(await read("/metrics")).toMatch(
        /angidi_gateway_request_seconds_count\{operation="Titles",kind="query",outcome="ok"\} \d/,
      );
      expect(JSON.parse(await read("/usage?field=Product.title")).uses).toContainEqual(
        expect.objectContaining({ client: "scenarios", version: "1", count: 1 }),
      );
    });
  },
  environment,
);
