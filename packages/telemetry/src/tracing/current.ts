import { AsyncLocalStorage } from "node:async_hooks";
import type { Trace } from "./trace.ts";
import { newSpanId, readTraceparent, traceparentOf } from "./traceContext.ts";
import type { Tracer } from "./tracer.ts";

/** The span in whose course something is done. */
interface Place {
  readonly trace: Trace;
  readonly spanId: string;
}

const places = new AsyncLocalStorage<Place>();
let served: Tracer | undefined;

/** Does work in the course of a span, which need not have ended yet. */
export function underSpan<Result>(place: Place, work: () => Result): Result {
  return places.run(place, work);
}

/** What goes with calls that are made on from here, so that they are found in the same trace. */
export function currentTraceparent(): string | undefined {
  const place = places.getStore();
  return (
    place && traceparentOf({ traceId: place.trace.traceId, spanId: place.spanId, isSampled: place.trace.isSampled })
  );
}

/** Has this tracer follow what other programs of the platform ask of this one; gives a function that ends it. */
export function followServed(tracer: Tracer): () => void {
  served = tracer;
  return () => {
    if (served === tracer) served = undefined;
  };
}

/** What is asked of a part of the platform. */
export interface Served<Result> {
  readonly name: string;
  readonly traceparent: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  failureOf(result: Result): string | undefined;
}

/** Does what is asked, as a span of the trace that is followed here already, or of that of the caller. */
export function serving<Result>(asked: () => Served<Result>, work: () => Promise<Result>): Promise<Result> {
  const place = places.getStore();
  if (place) return within(place, asked(), work);
  return served ? withTrace(served, asked(), work) : work();
}

async function within<Result>(
  { trace, spanId: parentSpanId }: Place,
  { name, attributes, failureOf }: Served<Result>,
  work: () => Promise<Result>,
): Promise<Result> {
  const spanId = newSpanId();
  const startedAt = performance.now();
  const end = (failure: string | undefined) =>
    trace.add({
      spanId,
      parentSpanId,
      name,
      kind: "server",
      startedAt,
      endedAt: performance.now(),
      failure,
      attributes,
    });
  return ended(places.run({ trace, spanId }, work), failureOf, end);
}

async function withTrace<Result>(
  tracer: Tracer,
  { name, traceparent, attributes, failureOf }: Served<Result>,
  work: () => Promise<Result>,
): Promise<Result> {
  // Whoever calls a part of the platform is another part of it, so its word counts.
  const trace = tracer.begin("server", readTraceparent(traceparent), { isTrusted: true });
  const end = (failure: string | undefined) => trace.end(failure, () => ({ name, attributes }));
  return ended(places.run({ trace, spanId: trace.spanId }, work), failureOf, end);
}

async function ended<Result>(
  work: Promise<Result>,
  failureOf: (result: Result) => string | undefined,
  end: (failure: string | undefined) => void,
): Promise<Result> {
  try {
    const result = await work;
    end(failureOf(result));
    return result;
  } catch (error) {
    end(error instanceof Error ? error.name : "Error");
    throw error;
  }
}
