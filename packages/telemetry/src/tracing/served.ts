import { currentPlace, noteStatements, type Place, underSpan } from "./current.ts";
import type { Attributes } from "./trace.ts";
import { newSpanId, readTraceparent } from "./traceContext.ts";
import type { Tracer } from "./tracer.ts";

let follower: Tracer | undefined;

/** Has this tracer follow what other programs of the platform ask of this one; gives a function that ends it. */
export function followServed(tracer: Tracer): () => void {
  follower = tracer;
  return () => {
    if (follower === tracer) follower = undefined;
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
  const place = currentPlace();
  if (place) return within(place, asked(), work);
  return follower ? withTrace(follower, asked(), work) : work();
}

function within<Result>({ trace, spanId: parentSpanId }: Place, asked: Served<Result>, work: () => Promise<Result>) {
  const spanId = newSpanId();
  const startedAt = performance.now();
  return during({ trace, spanId }, asked, work, (failure, attributes) => {
    const { name } = asked;
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
  });
}

function withTrace<Result>(tracer: Tracer, asked: Served<Result>, work: () => Promise<Result>) {
  // Whoever calls a part of the platform is another part of it, so its word counts.
  const trace = tracer.begin("server", readTraceparent(asked.traceparent), { isTrusted: true });
  return during({ trace, spanId: trace.spanId }, asked, work, (failure, attributes) =>
    trace.end(failure, () => ({ name: asked.name, attributes })),
  );
}

async function during<Result>(
  place: Place,
  { attributes, failureOf }: Served<Result>,
  work: () => Promise<Result>,
  end: (failure: string | undefined, attributes: Attributes) => void,
): Promise<Result> {
  noteStatements();
  const statements: string[] = [];
  const told = () => (statements.length > 0 ? { ...attributes, "angidi.sql.statements": statements } : attributes);
  try {
    const result = await underSpan({ ...place, statements }, work);
    end(failureOf(result), told());
    return result;
  } catch (error) {
    end(error instanceof Error ? error.name : "Error", told());
    throw error;
  }
}
