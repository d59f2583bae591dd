import { channel } from "node:diagnostics_channel";
import { STATEMENT_CHANNEL } from "@angidi/datastores";
import { startTraceCollector, type TraceCollector } from "@angidi/testing";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  createTracer,
  currentTraceparent,
  followServed,
  metricsRoute,
  readTraceparent,
  serving,
  type Tracer,
  traceparentOf,
  underSpan,
} from "../src/index.ts";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});

async function collector(status?: number | "never"): Promise<TraceCollector> {
  const started = await startTraceCollector(status);
  cleanUp.push(() => started.stop());
  return started;
}

const tracerTo = ({ url }: { readonly url: string }, { share = 0, slowMilliseconds = 60_000 } = {}): Tracer =>
  createTracer({ otlpUrl: url, serviceName: "shop", share, slowMilliseconds });

const root = () => ({ name: "work" });

/** A trace id that is kept at a share above `part` of all. */
const traceIdAt = (part: number) =>
  `${"a".repeat(24)}${Math.floor(part * 0xffffffff)
    .toString(16)
    .padStart(8, "0")}`;

describe("the W3C trace context", () => {
  const [traceId, spanId] = ["4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"];

  test("is read and written", () => {
    const header = `00-${traceId}-${spanId}-01`;
    expect(readTraceparent(header)).toEqual({ traceId, spanId, isSampled: true });
    expect(traceparentOf(readTraceparent(header)!)).toBe(header);
    expect(readTraceparent(`00-${traceId}-${spanId}-02`)).toMatchObject({ isSampled: false });
  });

  test("may be of a later version, with more in it", () => {
    expect(readTraceparent(`01-${traceId}-${spanId}-01-what-comes`)).toMatchObject({ traceId, isSampled: true });
  });

  test.each([
    undefined,
    ["one", "two"],
    "",
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-01-more`,
    `00-${traceId}-${spanId}-01x`,
    `01-${traceId}-${spanId}-01x`,
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${"0".repeat(32)}-${spanId}-01`,
    `00-${traceId}-${"0".repeat(16)}-01`,
    `00-${traceId}-${spanId}-0g`,
  ])("that is malformed counts as none: %s", (header) => {
    expect(readTraceparent(header)).toBeUndefined();
  });
});

describe("of all traces are kept", () => {
  test("those that failed, with all their spans", async () => {
    const to = await collector();
    const tracer = tracerTo(to);
    const trace = tracer.begin("server", undefined);
    const { traceId, spanId } = trace;
    trace.add({
      spanId: "1234567812345678",
      parentSpanId: spanId,
      name: "part",
      kind: "client",
      startedAt: 1,
      endedAt: 3.5,
    });
    trace.end("BROKEN", () => ({ name: "work", attributes: { why: ["a", "b"], count: 2 } }));
    await tracer.stop();
    expect(to.spans).toMatchObject([
      { service: "shop", traceId, spanId, name: "work", failure: "BROKEN", attributes: { why: ["a", "b"], count: 2 } },
      { traceId, spanId: "1234567812345678", parentSpanId: spanId, name: "part", milliseconds: 2.5 },
    ]);
  });

  test("those that took long, but not streams for being long", async () => {
    const to = await collector();
    const tracer = tracerTo(to, { slowMilliseconds: 50 });
    const longAgo = performance.now() - 60;
    tracer.begin("server", undefined, { startedAt: longAgo }).end(undefined, () => ({ name: "slow" }));
    tracer
      .begin("server", undefined, { startedAt: longAgo })
      .end(undefined, () => ({ name: "stream" }), { isLong: true });
    tracer.begin("server", undefined).end(undefined, () => ({ name: "quick" }));
    await tracer.stop();
    expect(to.spans.map(({ name }) => name)).toEqual(["slow"]);
  });

  test("a share of the rest, told by the trace's id, so that every program keeps the same ones", async () => {
    const to = await collector();
    const tracer = tracerTo(to, { share: 0.01 });
    for (const part of [0.0, 0.0099, 0.0101, 0.5, 1]) {
      const parent = { traceId: traceIdAt(part), spanId: "00f067aa0ba902b7", isSampled: false };
      const trace = tracer.begin("server", parent);
      expect([part, trace.isSampled]).toEqual([part, part < 0.01]);
      trace.end(undefined, root);
    }
    await tracer.stop();
    expect(to.spans.map(({ traceId }) => traceId)).toEqual([traceIdAt(0), traceIdAt(0.0099)]);
  });

  test("those that a trusted caller keeps", () => {
    const tracer = tracerTo({ url: "http://127.0.0.1:9" });
    const parent = { traceId: traceIdAt(1), spanId: "00f067aa0ba902b7", isSampled: true };
    expect(tracer.begin("server", parent, { isTrusted: true }).isSampled).toBe(true);
    expect(tracer.begin("server", parent).isSampled).toBe(false);
  });

  test("with what ends after the trace has", async () => {
    const to = await collector();
    const tracer = tracerTo(to);
    const trace = tracer.begin("server", undefined);
    trace.end("BROKEN", root);
    trace.add({
      spanId: "1234567812345678",
      parentSpanId: undefined,
      name: "late",
      kind: "client",
      startedAt: 1,
      endedAt: 2,
    });
    await tracer.stop();
    expect(to.spans.map(({ name }) => name)).toEqual(["work", "late"]);
  });

  test("ids are new each time, of the right form, and as likely to be of the share as any", () => {
    const tracer = tracerTo({ url: "http://127.0.0.1:9" }, { share: 0.5 });
    const traces = Array.from({ length: 2_000 }, () => tracer.begin("server", undefined));
    expect(new Set(traces.map(({ traceId }) => traceId)).size).toBe(2_000);
    for (const trace of traces)
      expect(readTraceparent(traceparentOf(trace))).toEqual(expect.objectContaining({ traceId: trace.traceId }));
    const kept = traces.filter(({ isSampled }) => isSampled).length;
    expect(kept).toBeGreaterThan(850);
    expect(kept).toBeLessThan(1_150);
  });
});

describe("a collector that does not do its work", () => {
  async function droppedFor(reason: string): Promise<number> {
    const { body } = await metricsRoute({ from: "anywhere" }).handle({ headers: {} });
    const line = body
      .split("\n")
      .find((each) => each.startsWith(`angidi_trace_spans_dropped_total{reason="${reason}"}`));
    return Number(line?.split(" ").at(-1) ?? 0);
  }

  test.each([
    ["that refuses", 400],
    ["that is not there", undefined],
  ] as const)(
    "%s costs its spans, which are counted",
    async (_, status) => {
      const to = await startTraceCollector(status ?? 200);
      if (status === undefined) await to.stop();
      else cleanUp.push(() => to.stop());
      const before = await droppedFor("not taken");
      const tracer = tracerTo(to);
      tracer.begin("server", undefined).end("BROKEN", root);
      await tracer.stop();
      expect((await droppedFor("not taken")) - before).toBe(1);
    },
    15_000,
  );

  test("that never answers has so many waiting for it and no more", async () => {
    const to = await collector("never");
    const before = await droppedFor("queue full");
    const tracer = tracerTo(to);
    for (let index = 0; index < 20_000; index++) tracer.begin("server", undefined).end("BROKEN", root);
    expect((await droppedFor("queue full")) - before).toBeGreaterThan(10_000);
    // Nor does anybody wait for it for ever.
    await tracer.stop();
  }, 15_000);
});

describe("what is asked of a part of the platform", () => {
  const asked = (traceparent?: string) => () => ({
    name: "Stock",
    traceparent,
    attributes: { part: "inventory" },
    failureOf: (result: string) => (result === "bad" ? "BAD" : undefined),
  });

  test("is not followed when nobody follows", async () => {
    await serving(asked(), async () => {
      expect(currentTraceparent()).toBeUndefined();
      return "good";
    });
  });

  test("goes on with its caller's trace, whose word on keeping it counts, and hands it on", async () => {
    const to = await collector();
    const tracer = tracerTo(to);
    cleanUp.push(followServed(tracer));
    const caller = { traceId: traceIdAt(1), spanId: "00f067aa0ba902b7", isSampled: true };
    const handedOn = await serving(asked(traceparentOf(caller)), async () => {
      await new Promise(setImmediate);
      return currentTraceparent()!;
    });
    await tracer.stop();
    const [span] = to.spans;
    expect(span).toMatchObject({ name: "Stock", traceId: caller.traceId, parentSpanId: caller.spanId });
    expect(readTraceparent(handedOn)).toEqual({ traceId: caller.traceId, spanId: span!.spanId, isSampled: true });
  });

  test("is kept when it failed though its caller was not to be, by answer or by exception", async () => {
    const to = await collector();
    const tracer = tracerTo(to);
    cleanUp.push(followServed(tracer));
    await serving(asked(), async () => "bad");
    await expect(serving(asked(), () => Promise.reject(new TypeError("no")))).rejects.toThrow("no");
    await serving(asked(), async () => "good");
    await tracer.stop();
    expect(to.spans.map(({ failure }) => failure)).toEqual(["BAD", "TypeError"]);
  });

  test("shows the labels of the statements it sent, and nothing of what was in them", async () => {
    const to = await collector();
    const tracer = tracerTo(to, { share: 1 });
    cleanUp.push(followServed(tracer));
    const statement = { schema: "inventory", worker: false, text: "SELECT 'secret'", values: ["secret"] };
    await serving(asked(), async () => {
      await new Promise(setImmediate);
      for (const label of ["levels", "reserve"]) channel(STATEMENT_CHANNEL).publish({ ...statement, label });
      return "good";
    });
    channel(STATEMENT_CHANNEL).publish({ ...statement, label: "elsewhere" });
    await tracer.stop();
    expect(to.spans).toMatchObject([{ attributes: { "angidi.sql.statements": ["levels", "reserve"] } }]);
    expect(JSON.stringify(to.spans)).not.toContain("secret");
  });

  test("in the process of its caller is a span of the caller's trace", async () => {
    const to = await collector();
    const tracer = tracerTo(to);
    const trace = tracer.begin("server", undefined);
    await underSpan({ trace, spanId: trace.spanId }, () => serving(asked(), async () => "good"));
    trace.end("BROKEN", root);
    await tracer.stop();
    expect(to.spans).toMatchObject([{ name: "work" }, { name: "Stock", parentSpanId: trace.spanId }]);
  });
});
