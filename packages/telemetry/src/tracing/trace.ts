import { isInShare, newSpanId, newTraceId, type TraceContext } from "./traceContext.ts";

export type SpanKind = "server" | "client" | "internal";
export type Attributes = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Some work of a trace, with its times by `performance.now()`. */
export interface Span {
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startedAt: number;
  readonly endedAt: number;
  /** In a word, why it failed. */
  readonly failure?: string | undefined;
  readonly attributes?: Attributes | undefined;
  /** Another trace that led to this work. */
  readonly link?: TraceContext | undefined;
}

/** What is told of a trace's first span when the trace is kept. */
export type RootSpan = Pick<Span, "name" | "attributes" | "link">;

/** The spans of one trace that belong together here. */
export interface KeptTrace {
  readonly traceId: string;
  readonly spans: readonly Span[];
}

export interface Sampling {
  /** The share of all traces that is kept whatever comes of it, 0 to 1. */
  readonly share: number;
  /** What takes longer is kept. */
  readonly slowMilliseconds: number;
}

/** More spans than this are one too many to look at. */
const mostSpans = 500;

/**
 * A request, or another piece of work, as it is followed: what it consists of is noted at little cost, and whether anybody
 * is to see it is decided at its end, when it is known to be slow or to have failed.
 */
export class Trace implements TraceContext {
  readonly traceId: string;
  readonly spanId = newSpanId();
  readonly isSampled: boolean;
  readonly startedAt: number;
  readonly #parentSpanId: string | undefined;
  readonly #kind: SpanKind;
  readonly #sampling: Sampling;
  readonly #keep: (trace: KeptTrace) => void;
  #state: "open" | "kept" | "forgotten" = "open";
  #spans: Span[] = [];

  constructor(
    kind: SpanKind,
    parent: TraceContext | undefined,
    {
      sampling,
      isTrusted,
      keep,
      startedAt = performance.now(),
    }: {
      readonly sampling: Sampling;
      /** Whether the parent's word on sampling counts. */
      readonly isTrusted: boolean;
      readonly keep: (trace: KeptTrace) => void;
      readonly startedAt?: number;
    },
  ) {
    this.traceId = parent?.traceId ?? newTraceId();
    this.isSampled = (isTrusted && parent?.isSampled) || isInShare(this.traceId, sampling.share);
    this.startedAt = startedAt;
    this.#parentSpanId = parent?.spanId;
    this.#kind = kind;
    this.#sampling = sampling;
    this.#keep = keep;
  }

  /** Notes work that is over. What ends after the trace has is kept or forgotten as that was. */
  add(span: Span): void {
    if (this.#state === "open" && this.#spans.length < mostSpans) this.#spans.push(span);
    else if (this.#state === "kept") this.#keep({ traceId: this.traceId, spans: [span] });
  }

  /**
   * Ends the trace; `describe` is asked only when it is kept. What is no single piece of work, such as a stream, is not
   * kept for having taken long.
   */
  end(failure: string | undefined, describe: () => RootSpan, { isLong = false } = {}): void {
    if (this.#state !== "open") return;
    const endedAt = performance.now();
    const isSlow = !isLong && endedAt - this.startedAt >= this.#sampling.slowMilliseconds;
    const isKept = this.isSampled || failure !== undefined || isSlow;
    const spans = this.#spans;
    this.#spans = [];
    this.#state = isKept ? "kept" : "forgotten";
    if (!isKept) return;
    const root: Span = {
      ...describe(),
      spanId: this.spanId,
      parentSpanId: this.#parentSpanId,
      kind: this.#kind,
      startedAt: this.startedAt,
      endedAt,
      failure,
    };
    this.#keep({ traceId: this.traceId, spans: [root, ...spans] });
  }
}
