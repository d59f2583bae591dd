import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { Statement } from "@angidi/datastores";
import { statementChannel } from "../statements.ts";
import type { Trace } from "./trace.ts";
import { traceparentOf } from "./traceContext.ts";

/** The span in whose course something is done. */
export interface Place {
  readonly trace: Trace;
  readonly spanId: string;
  /** The labels of SQL statements that were sent in its course; never what was sent with them. */
  readonly statements?: string[];
}

const places = new AsyncLocalStorage<Place>();

/** Does work in the course of a span, which need not have ended yet. */
export function underSpan<Result>(place: Place, work: () => Result): Result {
  return places.run(place, work);
}

export function currentPlace(): Place | undefined {
  return places.getStore();
}

/** What goes with calls that are made on from here, so that they are found in the same trace. */
export function currentTraceparent(): string | undefined {
  const place = places.getStore();
  if (!place) return undefined;
  const { traceId, isSampled } = place.trace;
  return traceparentOf({ traceId, spanId: place.spanId, isSampled });
}

/** More of them tell nothing more. */
const mostStatements = 50;
let areNoted = false;

/** Has statements noted with the span in whose course they are sent. */
export function noteStatements(): void {
  if (areNoted) return;
  areNoted = true;
  subscribe(statementChannel, (message) => {
    const statements = places.getStore()?.statements;
    if (statements && statements.length < mostStatements) statements.push((message as Statement).label);
  });
}
