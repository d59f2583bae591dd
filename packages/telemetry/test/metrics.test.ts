import { describe, expect, test } from "@jest/globals";
import { counter, Distribution, gauge, histogram, metricsRoute } from "../src/index.ts";

const route = metricsRoute({ from: "anywhere" });
const anyone = { headers: {} };
const orders = counter({ name: "angidi_test_orders_total", help: "Orders", labels: ["kind"] });
const waiting = gauge({ name: "angidi_test_waiting", help: "What waits", labels: ["place"] });

async function lines(prefix: string): Promise<string[]> {
  const { status, headers, body } = await route.handle(anyone);
  expect([status, headers["content-type"]]).toEqual([200, expect.stringContaining("text/plain")]);
  return body.split("\n").filter((line) => line.startsWith(prefix));
}

test("counts are read as they stand, however often they are read", async () => {
  orders.add({ kind: "guest" });
  orders.add({ kind: "customer" }, 2);
  const before = ['angidi_test_orders_total{kind="guest"} 1', 'angidi_test_orders_total{kind="customer"} 2'];
  expect(await lines("angidi_test_orders")).toEqual(before);
  expect(await lines("angidi_test_orders")).toEqual(before);
  orders.add({ kind: "guest" });
  expect(await lines("angidi_test_orders")).toContain('angidi_test_orders_total{kind="guest"} 2');
});

test("a state is measured when it is read, as long as there is somebody to ask", async () => {
  let value = 3;
  const forget = waiting.measure(async () => [{ labels: { place: "here" }, value }]);
  const forgetBroken = waiting.measure(async () => {
    throw new Error("away");
  });
  expect(await lines("angidi_test_waiting")).toEqual(['angidi_test_waiting{place="here"} 3']);
  value = 4;
  expect(await lines("angidi_test_waiting")).toEqual(['angidi_test_waiting{place="here"} 4']);
  forget();
  forgetBroken();
  expect(await lines("angidi_test_waiting")).toEqual([]);
});

test("the process's own metrics are among them", async () => {
  expect(await lines("process_resident_memory_bytes")).toHaveLength(1);
});

test("a server that strangers can reach shows them to its own machine alone", async () => {
  const { handle } = metricsRoute({ from: "loopback" });
  const statusFor = async (remoteAddress: string, headers: Record<string, string> = {}) =>
    (await handle({ remoteAddress, headers })).status;
  expect(await Promise.all(["127.0.0.1", "::1", "::ffff:127.0.0.1"].map((from) => statusFor(from)))).toEqual([
    200, 200, 200,
  ]);
  expect(await Promise.all(["10.0.0.7", "::ffff:10.0.0.7", ""].map((from) => statusFor(from)))).toEqual([
    404, 404, 404,
  ]);
  expect(await statusFor("127.0.0.1", { "x-forwarded-for": "10.0.0.7" })).toBe(404);
});

test("a name stands for one metric", () => {
  expect(() => gauge({ name: "angidi_test_waiting", help: "", labels: [] })).toThrow("two metrics");
});

describe("how something is distributed", () => {
  const waits = histogram({ name: "angidi_test_wait_seconds", help: "Waits", labels: ["for"], bounds: [0.1, 1] });
  const distribution = (...values: number[]) => {
    const made = new Distribution([0.1, 1]);
    for (const value of values) made.add(value);
    return made;
  };

  test("is read as Prometheus reads histograms, those under the same labels added up", async () => {
    const takeBack = [
      waits.show({ for: "stock" }, distribution(0.05, 0.1, 0.5)),
      waits.show({ for: "stock" }, distribution(3)),
      waits.show({ for: "nothing" }, distribution()),
    ];
    const expected = [
      'angidi_test_wait_seconds_bucket{for="stock",le="0.1"} 2',
      'angidi_test_wait_seconds_bucket{for="stock",le="1"} 3',
      'angidi_test_wait_seconds_bucket{for="stock",le="+Inf"} 4',
      'angidi_test_wait_seconds_sum{for="stock"} 3.65',
      'angidi_test_wait_seconds_count{for="stock"} 4',
    ];
    expect(await lines("angidi_test_wait_seconds")).toEqual(expected);
    expect(await lines("angidi_test_wait_seconds")).toEqual(expected);
    expect(await lines("# TYPE angidi_test_wait_seconds")).toEqual(["# TYPE angidi_test_wait_seconds histogram"]);
    for (const each of takeBack) each();
    expect(await lines("angidi_test_wait_seconds")).toEqual([]);
  });
});
